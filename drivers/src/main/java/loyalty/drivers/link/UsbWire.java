package loyalty.drivers.link;

/**
 * What the agent and its USB process say to each other. A request is one byte and its arguments; an
 * answer is {@link #OK} or one more than a fault's number, then a length and bytes.
 */
final class UsbWire {
    /** Patience in milliseconds; answered by bytes. */
    static final int READ = 'r';

    /** Patience in milliseconds, length, bytes; answered by three bytes, the count taken. */
    static final int WRITE = 'w';

    /** Answered by the report descriptor. */
    static final int DESCRIPTOR = 'd';

    /** Lets go of the device; no answer but the end. */
    static final int CLOSE = 'c';

    static final int OK = 0;

    static final int REFUSED = 1;

    /** What one request may carry, so that its count fits its answer. */
    static final int MOST = 1 << 20;

    private UsbWire() {}
}
