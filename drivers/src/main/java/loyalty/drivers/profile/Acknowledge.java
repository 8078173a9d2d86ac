package loyalty.drivers.profile;

/** How a printer can say that a receipt is on paper, best first. */
public enum Acknowledge {
    /** {@code GS ( H} function 48: answers our own number after the cut. */
    PROCESS_ID,
    /** {@code GS r}: a status sent when the queue has come that far. */
    TRANSMIT_STATUS,
    /** {@code DLE EOT}: says only how the printer is now. */
    REAL_TIME,
    /** Star's {@code ETB}, counted in the automatic status. */
    ETB,
    /** It never answers: whatever was sent stays unconfirmed. */
    NONE
}
