package loyalty.drivers.printer;

import java.util.EnumSet;
import java.util.Set;

/** How far a job has come. */
public enum JobState {
    /** Nothing of it has left: it will be printed. */
    QUEUED,
    /** Some of it may be on paper. */
    SENDING,
    /** All of it has left; whether it is on paper is not known. Never repeated by itself. */
    SENT_UNCONFIRMED,
    /** The printer said that it is on paper. */
    CONFIRMED,
    /** It will not be printed, or broke off in the middle. Never repeated by itself. */
    FAILED;

    /** True once nothing more will happen to the job by itself. */
    public boolean ended() {
        return this == SENT_UNCONFIRMED || this == CONFIRMED || this == FAILED;
    }

    /** What may come next: back to the queue only from sending, and only if nothing has left. */
    public Set<JobState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(SENDING, FAILED);
            case SENDING -> EnumSet.of(QUEUED, SENT_UNCONFIRMED, CONFIRMED, FAILED);
            case SENT_UNCONFIRMED -> EnumSet.of(CONFIRMED, FAILED);
            case CONFIRMED, FAILED -> EnumSet.noneOf(JobState.class);
        };
    }
}
