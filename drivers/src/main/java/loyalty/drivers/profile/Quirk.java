package loyalty.drivers.profile;

/** Where a model differs from what its dialect says. */
public enum Quirk {
    /** {@code FS .} must follow each {@code ESC @}, or Cyrillic prints as hanzi. */
    CANCEL_KANJI,
    /** {@code ESC $} is ignored: letters are placed by blanks, half cells are lost. */
    NO_ABSOLUTE_POSITION,
    /** {@code GS B} is ignored: inverted letters print plain. */
    NO_INVERSION,
    /** Letter sizes end at twice; larger ones print as pictures. */
    SIZE_TWO_AT_MOST
}
