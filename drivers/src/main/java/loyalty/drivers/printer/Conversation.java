package loyalty.drivers.printer;

/**
 * What is said to a printer around its jobs, and what its answers mean. Knows no wire and no clock.
 * One per connection.
 */
interface Conversation {
    /** Puts the printer in the state that jobs begin in, automatic status on again. */
    byte[] begin();

    /** Follows the last byte of a job: asks to be told when it is on paper. May be empty. */
    byte[] end(int number);

    /** One pulse to the drawer; empty if there is none. */
    byte[] pulse();

    /** Ends whatever command broke off with at most this many bytes to go. */
    byte[] resynchronise(int bytes);

    /** How many status questions there are. */
    int questions();

    /** A question that is answered at once, by one answer; from 0. */
    byte[] question(int number);

    /** True once the last question has its answer. */
    boolean answered();

    /** Takes the next byte from the printer. */
    void hear(byte value);

    /** True once the job of this number is acknowledged. */
    boolean acknowledged(int number);

    /** True while the printer asks not to be sent anything (XOFF). */
    boolean hold();

    PrinterStatus status();
}
