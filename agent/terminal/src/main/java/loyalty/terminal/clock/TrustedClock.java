package loyalty.terminal.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import loyalty.protocol.sync.ClockQuality;

/**
 * The time that rules, terms and expiry go by: the processor's time at the last contact plus what
 * the monotonic clock counted since. A wall clock that differs is reported, never followed, save
 * once: after a restart it counts if it is not behind what was written down and at most {@code
 * bootGap} ahead. Otherwise the time is doubtful and stands still until the next contact. Any
 * thread.
 */
public final class TrustedClock implements InstantSource {
    private final InstantSource wall;
    private final Ticker ticker;
    private final Duration bootGap;
    private final long run;
    private volatile State state;

    /** {@code saved} is what the last run wrote down; empty at the very first start. */
    public TrustedClock(
            InstantSource wall, Ticker ticker, Duration bootGap, Optional<ClockAnchor> saved) {
        this.wall = wall;
        this.ticker = ticker;
        this.bootGap = bootGap;
        Instant now = wall.instant();
        this.run = now.toEpochMilli() ^ ticker.nanos();
        this.state = atStart(now, saved);
    }

    private State atStart(Instant now, Optional<ClockAnchor> saved) {
        long tick = ticker.nanos();
        if (saved.isEmpty()) {
            return new State(now, tick, ClockQuality.DOUBTFUL, true);
        }
        Instant last = saved.get().trusted();
        boolean fits = !now.isBefore(last) && !now.isAfter(last.plus(bootGap));
        return fits
                ? new State(now, tick, ClockQuality.TRUSTED, true)
                : new State(last, tick, ClockQuality.DOUBTFUL, false);
    }

    @Override
    public Instant instant() {
        return state.at(ticker.nanos());
    }

    public ClockQuality quality() {
        return state.quality();
    }

    /**
     * The processor said {@code processorTime} in an answer that has just come. The way back is not
     * added, so that the trusted time is rather behind than ahead.
     */
    public void contact(Instant processorTime) {
        state = new State(processorTime, ticker.nanos(), ClockQuality.TRUSTED, true);
    }

    /**
     * A second witness, such as the fiscal device, says the wall clock is right: doubt ends.
     * Returns whether it agreed within a minute.
     */
    public boolean witnessed(Instant witness) {
        Instant now = wall.instant();
        boolean agrees = Duration.between(witness, now).abs().compareTo(Duration.ofMinutes(1)) <= 0;
        State before = state;
        if (agrees && before.quality() == ClockQuality.DOUBTFUL && !now.isBefore(before.base())) {
            state = new State(now, ticker.nanos(), ClockQuality.TRUSTED, true);
        }
        return agrees;
    }

    /** How far the wall clock is ahead of the trusted time; negative if behind. For the alarm. */
    public Duration drift() {
        return Duration.between(instant(), wall.instant());
    }

    public ClockAnchor anchor() {
        return new ClockAnchor(instant(), wall.instant());
    }

    /** Now, to measure from later, also over a restart. */
    public Moment moment() {
        return new Moment(instant(), wall.instant(), ticker.nanos(), run);
    }

    /**
     * The time since {@code start}: the largest that any clock claims, because a monotonic clock
     * may stand still while the machine sleeps. For what must not last too long.
     */
    public Duration atMostSince(Moment start) {
        Duration longest = Duration.between(start.trusted(), instant());
        longest = longer(longest, Duration.between(start.wall(), wall.instant()));
        if (start.run() == run) {
            longest = longer(longest, ticker.since(start.tick()));
        }
        return longer(longest, Duration.ZERO);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private record State(Instant base, long tick, ClockQuality quality, boolean running) {
        Instant at(long now) {
            return running ? base.plusNanos(now - tick) : base;
        }
    }
}
