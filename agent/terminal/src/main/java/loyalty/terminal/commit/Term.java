package loyalty.terminal.commit;

import java.time.Duration;
import java.time.Instant;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.database.StorageException;

/**
 * How long this register may redeem without another contact: one term for all rights, counted from
 * sending the request whose answer renewed it. Its end stops spending and moves no points. Kept in
 * memory at each contact and written down now and then; what is written is older, so that a crash
 * errs on the safe side. Thread: till.
 */
final class Term {
    private static final Duration WRITE_EVERY = Duration.ofMinutes(1);

    private final Settings settings;
    private final TrustedClock clock;
    private Moment start;
    private Duration length;
    private Instant written = Instant.MIN;

    Term(Settings settings, TrustedClock clock) throws StorageException {
        this.settings = settings;
        this.clock = clock;
        this.start =
                new Moment(
                        Instant.ofEpochMilli(settings.number("term.trusted")),
                        Instant.ofEpochMilli(settings.number("term.wall")),
                        0,
                        0);
        this.length = Duration.ofMillis(settings.number("term.length"));
    }

    /** Joins the surrounding transaction. */
    void renew(Moment sent, Duration term) throws StorageException {
        boolean due = !term.equals(length) || sent.trusted().isAfter(written.plus(WRITE_EVERY));
        start = sent;
        length = term;
        if (due || sent.trusted().isBefore(written)) {
            settings.putNumber("term.trusted", sent.trusted().toEpochMilli());
            settings.putNumber("term.wall", sent.wall().toEpochMilli());
            settings.putNumber("term.length", term.toMillis());
            written = sent.trusted();
        }
    }

    /** Joins the surrounding transaction. */
    void end() throws StorageException {
        length = Duration.ZERO;
        settings.putNumber("term.length", 0);
    }

    /**
     * The time that no clock is ahead of: a monotonic clock may have stood still while the machine
     * slept, and what ends meanwhile must not be spent.
     */
    Instant latest() {
        return start.trusted().plus(clock.atMostSince(start));
    }

    boolean runs() {
        return clock.atMostSince(start).compareTo(length) < 0;
    }

    /** What is left of it; never negative. */
    Duration left() {
        Duration left = length.minus(clock.atMostSince(start));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
