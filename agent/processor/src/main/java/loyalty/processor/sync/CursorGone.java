package loyalty.processor.sync;

/** A cursor of another generation, or none at all: the register must load a snapshot. */
public final class CursorGone extends Exception {
    private static final long serialVersionUID = 1L;

    CursorGone() {
        super(
                "this cursor is of another state of the processor: load a snapshot",
                null,
                false,
                false);
    }
}
