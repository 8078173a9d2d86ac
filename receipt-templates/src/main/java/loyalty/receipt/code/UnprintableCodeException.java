package loyalty.receipt.code;

/** The data cannot be a code of this kind; the message says why, for the template's author. */
public final class UnprintableCodeException extends Exception {
    private static final long serialVersionUID = 1;

    UnprintableCodeException(String message) {
        super(message);
    }
}
