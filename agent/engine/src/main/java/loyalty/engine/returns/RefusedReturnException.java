package loyalty.engine.returns;

/** A return that cannot be made as asked. The message is a sentence for the cashier. */
public final class RefusedReturnException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String line;

    RefusedReturnException(Reason reason, String line, String message) {
        super(message);
        this.reason = reason;
        this.line = line;
    }

    /** What is wrong with it. */
    public enum Reason {
        /** No line is named, or none has anything left. */
        NOTHING_TO_RETURN,
        /** The receipt has no such line. */
        UNKNOWN_LINE,
        /** More than is left of the line. */
        OVER_RETURNED,
        /** A part of a piece, or not more than nothing. */
        BAD_QUANTITY
    }

    public Reason reason() {
        return reason;
    }

    /** The line's id; empty if it is about the whole receipt. */
    public String line() {
        return line;
    }
}
