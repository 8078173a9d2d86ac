package loyalty.drivers.printer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is to be printed and what became of it, in order. Every change is durable when the call
 * returns; that is what keeps a crash from printing twice. Safe for several threads.
 */
public interface JobJournal {
    /** Queues a job. False if a job of this id is known already: it is not queued again. */
    boolean add(String printer, PrintJob job) throws IOException;

    /** Notes a step of the job's way; a step that is not possible is our bug and throws. */
    void move(String id, JobState to, String note) throws IOException;

    /** The oldest job of this printer that is queued. Looks without taking. */
    Optional<PrintJob> next(String printer) throws IOException;

    Optional<JobRecord> find(String id) throws IOException;

    /** The last piece of paper of this printer that has ended, with all its bytes. */
    Optional<JobRecord> last(String printer) throws IOException;

    /** All jobs of this printer that have not ended, oldest first. */
    List<JobRecord> open(String printer) throws IOException;
}
