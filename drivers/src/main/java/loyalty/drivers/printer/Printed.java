package loyalty.drivers.printer;

/**
 * How a job ended at the printer.
 *
 * @param note for people
 */
public record Printed(Outcome outcome, String note) {
    /** What is known. */
    public enum Outcome {
        /** The printer says that it is on paper. */
        CONFIRMED,
        /** All of it was taken; the printer did not say more. */
        UNCONFIRMED,
        /** Nothing of it has left: it may be tried again. */
        NOT_STARTED,
        /** Some of it has left, not all: part may be on paper. */
        BROKEN_OFF
    }
}
