package loyalty.drivers.scanner;

/** Told by a scanner's own thread what happens; must hand over and return at once. */
public interface ScannerEvents {
    /** A whole code, once. */
    void scanned(String scanner, Scan scan);

    /** The scanner is there and open. */
    void attached(String scanner);

    /** The scanner is gone or cannot be opened; told once per reason, with what to do. */
    void detached(String scanner, String reason);
}
