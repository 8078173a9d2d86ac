package loyalty.drivers.profile;

/** The command by which a printer takes pictures. */
public enum RasterWay {
    /** {@code GS v 0}: rows of dots. */
    GS_V_0,
    /** {@code ESC *} with 24 dots per column: for old and odd machines. */
    ESC_STAR,
    /** {@code ESC k}: Star's strips of 24 rows. */
    ESC_K
}
