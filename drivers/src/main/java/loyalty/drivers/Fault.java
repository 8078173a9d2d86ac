package loyalty.drivers;

/** What went wrong with a device, so far as the program acts on it. */
public enum Fault {
    /** It was there and is gone, or was never there under this name. Try again later. */
    UNPLUGGED,
    /** Another program, or another part of this one, holds it. */
    BUSY,
    /** It is there, but this user may not open it. */
    NO_ACCESS,
    /** It is there and does not answer or take bytes in time. */
    TIMED_OUT,
    /** It answered something that makes no sense. */
    GARBLED,
    /** The printer has no paper. */
    PAPER_OUT,
    /** The printer's cover is open. */
    COVER_OPEN,
    /** The cutter is jammed. */
    CUTTER_JAMMED,
    /** The print head or the motor is too hot. */
    OVERHEATED,
    /** It says it is offline and does not say why. */
    OFFLINE,
    /** This device, driver or operating system cannot do what was asked. */
    UNSUPPORTED
}
