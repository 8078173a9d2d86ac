package loyalty.drivers.loop;

/** One thread's whole job, cut into turns. Tests take the turns themselves: no thread, no sleep. */
public interface Duty extends AutoCloseable {
    /** The name of the thread that does it, such as {@code scanner-1}. */
    String name();

    /**
     * Does at most one piece of work. False means there was none, so the thread may rest; a turn
     * that waits for its device with patience may answer true and is called again at once.
     */
    boolean turn() throws Exception;

    /** Lets go of everything; called on the thread that took the turns. */
    @Override
    void close();
}
