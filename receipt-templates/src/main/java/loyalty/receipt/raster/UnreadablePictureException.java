package loyalty.receipt.raster;

/** Bytes that are no PNG, a broken one, or one too large for paper; the message says which. */
public final class UnreadablePictureException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadablePictureException(String message) {
        super(message);
    }
}
