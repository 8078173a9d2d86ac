package loyalty.processor.store;

import java.io.IOException;

/** The database failed us; nothing of the transaction was written. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** What kind of failure, and so whether trying again helps. */
    public enum Fault {
        /** Not reachable or restarting: try again later. */
        UNREACHABLE,
        /** Another transaction was in the way: try again now. */
        CONFLICT,
        /** Disk full, read-only or damaged: a person must look. */
        BROKEN
    }

    public StoreException(Fault fault, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
