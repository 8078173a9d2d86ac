package loyalty.drivers.link;

/**
 * What the agent and its USB process say to each other. A request is one byte and its arguments; an
 * answer is {@link #OK} or {@link #REFUSED}, then a length and bytes; a refusal's bytes are the
 * fault's name, a line feed and a sentence, and the device is let go of.
 */
final class UsbWire {
    /** True for a HID or false for a printer, then the identity; answered when it is open. */
    static final int OPEN = 'o';

    /** Patience in milliseconds; answered by bytes. */
    static final int READ = 'r';

    /** Patience in milliseconds, length, bytes; answered by three bytes, the count taken. */
    static final int WRITE = 'w';

    /** Answered by the report descriptor. */
    static final int DESCRIPTOR = 'd';

    /** Lets go of the device, if there is one; answered when that is done. */
    static final int CLOSE = 'c';

    static final int OK = 0;

    static final int REFUSED = 1;

    /** What one request may carry, so that its count fits its answer. */
    static final int MOST = 1 << 20;

    private UsbWire() {}
}
