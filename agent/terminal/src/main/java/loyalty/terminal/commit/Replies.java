package loyalty.terminal.commit;

import java.time.Instant;
import java.util.Optional;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/** What the processor answered, and what is sent again because of it. Thread: till. */
final class Replies {
    private static final long LONGEST_WAIT_MILLIS = 600_000;

    private final Database database;
    private final Outbox outbox;

    Replies(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Joins the surrounding transaction. An answer to an unknown operation changes nothing. */
    void answered(Answer answer, Instant now) throws StorageException {
        switch (answer.outcome()) {
            case ACCEPTED, CORRECTED -> close(answer, answer, OperationState.ANSWERED, now);
            case REJECTED -> close(answer, answer, OperationState.QUARANTINED, now);
            case LATER -> retryLater(answer, now);
            case KNOWN -> {
                Answer first = answer.first().orElse(answer);
                boolean rejected = first.outcome() == Answer.Outcome.REJECTED;
                OperationState state =
                        rejected ? OperationState.QUARANTINED : OperationState.ANSWERED;
                close(answer, first, state, now);
            }
        }
    }

    private void close(Answer answer, Answer told, OperationState state, Instant now)
            throws StorageException {
        database.run(
                "update operation set state = ?, answer = ?, member_version = ?, answered_at = ?,"
                        + " tries = tries + 1 where id = ? and state in ('WAITING', 'ANSWERED')",
                state,
                JsonText.write(told.toNode()),
                answer.version(),
                now,
                answer.operation().toString());
    }

    /** Holds back the operation, and the later ones of its member with it. */
    private void retryLater(Answer answer, Instant now) throws StorageException {
        Optional<Outbox.Entry> entry = outbox.find(answer.operation());
        if (entry.isEmpty() || entry.get().state() != OperationState.WAITING) {
            return;
        }
        long wait = Math.min(LONGEST_WAIT_MILLIS, 1_000L << Math.min(entry.get().tries(), 10));
        Instant until = now.plusMillis(wait);
        database.run(
                "update operation set answer = ?, tries = tries + 1, retry_at = ? where id = ?",
                JsonText.write(answer.toNode()),
                until,
                answer.operation().toString());
        database.run(
                "update operation set retry_at = max(retry_at, ?) where member = ? and shown = 1"
                        + " and state = 'WAITING' and position > ?",
                until,
                entry.get().member().orElse(""),
                entry.get().position());
    }

    /** Whether anything waits because the processor does not know its pack. */
    boolean waitsForPack() throws StorageException {
        return database.one(
                        "select 1 from operation where state = 'WAITING' and tries > 0"
                                + " and answer like '%\"UNKNOWN_PACK\"%' limit 1",
                        row -> row.getInt(1))
                .isPresent();
    }

    /** Everything that waits may be sent at once; a person asked for it, or the line is back. */
    void retryNow() throws StorageException {
        database.run("update operation set retry_at = 0 where state = 'WAITING'");
    }

    /**
     * The processor lost what it had after {@code seq}: answered operations from there are sent
     * again. Joins the surrounding transaction. Returns how many.
     */
    int sendAgainAfter(long incarnation, long seq) throws StorageException {
        return database.run(
                "update operation set state = 'WAITING', retry_at = 0, answered_at = null"
                        + " where incarnation = ? and seq > ? and state = 'ANSWERED'",
                incarnation,
                seq);
    }

    /**
     * The same for all earlier lives of this register, whose numbers nobody compares any more.
     * Joins the surrounding transaction.
     */
    int sendAgainAllBut(long incarnation) throws StorageException {
        return database.run(
                "update operation set state = 'WAITING', retry_at = 0, answered_at = null"
                        + " where incarnation <> ? and state = 'ANSWERED'",
                incarnation);
    }
}
