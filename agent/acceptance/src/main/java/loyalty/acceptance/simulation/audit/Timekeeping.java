package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.Ledger;

/** What registers may believe of the time and of their terms. */
final class Timekeeping {
    /** Terms are written down to the millisecond. */
    private static final Duration ROUNDING = Duration.ofMillis(5);

    /** A drifting clock, and wall clocks that were nearly right when the machine started. */
    private static final Duration OFF = Duration.ofDays(3);

    private final InstantSource time;
    private final Map<Holder, Instant> ends = new HashMap<>();

    Timekeeping(InstantSource time) {
        this.time = time;
    }

    /** What the processor wrote down; after a restore it has forgotten some of it. */
    void remember(Map<Holder, Instant> terms) {
        terms.forEach((holder, end) -> ends.merge(holder, end, (a, b) -> a.isAfter(b) ? a : b));
    }

    void check(Subject register) {
        if (register.keepsTime()) {
            termIsNotLongerThanWritten(register);
        } else {
            trustedTimeFollowsNoWallClock(register);
        }
    }

    private void termIsNotLongerThanWritten(Subject register) {
        Ledger ledger = register.ledger();
        Holder holder = ledger.register().holder();
        Duration left = ledger.offlineRules().termLeft();
        Instant believed = time.instant().plus(left);
        Optional<Instant> written = Optional.ofNullable(ends.get(holder));
        require(
                left.isZero()
                        || written.filter(end -> !believed.isAfter(end.plus(ROUNDING))).isPresent(),
                () -> holder + " believes its term to end " + believed + ", written is " + written);
    }

    private void trustedTimeFollowsNoWallClock(Subject register) {
        var clock = register.ledger().clock();
        Duration off = Duration.between(time.instant(), clock.instant()).abs();
        require(
                clock.quality() != ClockQuality.TRUSTED || off.compareTo(OFF) <= 0,
                () -> register.name() + " trusts a clock that is off by " + off);
    }
}
