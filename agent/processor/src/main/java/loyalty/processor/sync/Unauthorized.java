package loyalty.processor.sync;

/** Nobody we know, or not with that key. The text says what to do and names no secret. */
public final class Unauthorized extends Exception {
    private static final long serialVersionUID = 1L;

    public Unauthorized(String sentence) {
        super(sentence);
    }
}
