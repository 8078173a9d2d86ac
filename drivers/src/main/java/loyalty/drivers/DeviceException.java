package loyalty.drivers;

import java.io.IOException;

/** The device did not do what it was asked. The fault says what; the message says what to try. */
public final class DeviceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public DeviceException(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    public DeviceException(Fault fault, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
    }

    /** What went wrong. */
    public Fault fault() {
        return fault;
    }
}
