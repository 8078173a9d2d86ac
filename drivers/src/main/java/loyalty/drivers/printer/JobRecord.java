package loyalty.drivers.printer;

/**
 * A job and what became of it.
 *
 * @param note the last thing said about it, for people; may be empty
 */
public record JobRecord(String printer, PrintJob job, JobState state, String note) {
    JobRecord moved(JobState to, String newNote) {
        if (!state.next().contains(to)) {
            throw new IllegalStateException(job.id() + " cannot go from " + state + " to " + to);
        }
        return new JobRecord(printer, job, to, newNote);
    }
}
