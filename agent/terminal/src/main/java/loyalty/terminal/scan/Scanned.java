package loyalty.terminal.scan;

import loyalty.drivers.code.Code;

/** Told of everything that scanners do. Called on the scanner's thread; must return at once. */
public interface Scanned {
    /**
     * A code was scanned.
     *
     * @param scanner its name
     * @param code what it is
     * @param misread a card number whose check digit is wrong
     */
    void code(String scanner, Code code, boolean misread);

    /** A scanner came or went; the sentence says why it went and what to do. */
    void scanner(String scanner, boolean there, String sentence);
}
