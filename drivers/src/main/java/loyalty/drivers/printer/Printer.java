package loyalty.drivers.printer;

import loyalty.drivers.DeviceException;

/**
 * A receipt printer. Not thread-safe: one thread owns it from open to close; only {@link #status}
 * may be read by others.
 */
public interface Printer extends AutoCloseable {
    /** As the configuration calls it. */
    String name();

    /**
     * Makes sure, as far as can be known, that a job would print now: connected, answering, with
     * paper, closed. Nothing of any job is sent.
     *
     * @throws DeviceException if not; the message says what to do
     */
    void ready() throws DeviceException;

    /**
     * Prints one job. Waits for the paper to be changed, the cover to be closed; then goes on with
     * the same copy. How it ended is the answer, whatever went wrong.
     */
    Printed print(PrintJob job);

    /** What it last said. Any thread. */
    PrinterStatus status();

    /** Called while there is nothing to print: hears what the printer says by itself. */
    void idle();

    /** Says that a job broke off in an earlier life: the printer may still wait for its rest. */
    void brokenOff(int bytes);

    /** Lets go of the device. Twice is harmless; a job after it is not started. */
    @Override
    void close();
}
