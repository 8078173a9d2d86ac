package loyalty.drivers.encode;

/**
 * What to do with letters that no code page of the printer has.
 *
 * @param substitute first try look-alikes: «» as ", ₽ as руб.
 * @param otherwise what to do with a line where that does not help
 */
public record LetterRules(boolean substitute, Otherwise otherwise) {
    /** Substitute, then draw the line: every receipt prints. */
    public static final LetterRules USUAL = new LetterRules(true, Otherwise.DRAW);

    /** Print exactly what was asked for or nothing. */
    public static final LetterRules STRICT = new LetterRules(false, Otherwise.REFUSE);

    /** The last rung. */
    public enum Otherwise {
        /** The whole line becomes a picture in the bundled font. */
        DRAW,
        /** The page is not printed; the error names the letters. */
        REFUSE
    }
}
