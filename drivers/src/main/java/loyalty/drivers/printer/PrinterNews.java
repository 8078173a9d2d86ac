package loyalty.drivers.printer;

/** Is told what happens at a printer, on the printer's thread: hand it on, do not work here. */
public interface PrinterNews {
    /** A job has come to a new state. */
    default void job(String printer, PrintJob job, JobState state, String note) {}

    /** Something keeps the printer from printing; the sentence says what to do. */
    default void trouble(String printer, String sentence) {}

    /** What kept it from printing is over. */
    default void well(String printer) {}
}
