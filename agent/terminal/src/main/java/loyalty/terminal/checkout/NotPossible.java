package loyalty.terminal.checkout;

/**
 * What was asked cannot be done, for a reason that belongs to a day at the till. The code is for
 * programs and never changes; sentence and hint are for people.
 */
public final class NotPossible extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose turn it is to do something about it. */
    public enum Kind {
        /** The request is wrong as such. */
        INVALID,
        /** There is no such member, sale, device. */
        UNKNOWN,
        /** It stands against something that happened already. */
        CONFLICT,
        /** Whoever asks may not do it. */
        FORBIDDEN,
        /** Not now: try again. */
        BUSY,
        /** The register is not set up for it. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final String hint;

    public NotPossible(Kind kind, String code, String sentence, String hint) {
        super(sentence);
        this.kind = kind;
        this.code = code;
        this.hint = hint;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What to do; may be empty. */
    public String hint() {
        return hint;
    }
}
