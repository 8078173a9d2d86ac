package loyalty.processor.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Circumstances.Shortfall;
import loyalty.protocol.sync.Holder;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final Holder HOLDER = new Holder("msk-1-01", 1);
    private static final Instant END = Instant.parse("2026-11-25T12:00:00Z");

    private static Circumstances at(Instant time, Predicate<Holder> dead) {
        return new Circumstances(
                time, dead, Shortfall.NEGATIVE, Duration.ZERO, 50, Duration.ofMinutes(5), true);
    }

    @Test
    void aHoldWithAnEndIsOverThenAndOneWithoutIsNot() {
        Claim.Held ending = new Claim.Held("s-1", HOLDER, Optional.of(END));
        assertThat(ending.over(at(END.minusNanos(1), dead -> false))).isFalse();
        assertThat(ending.over(at(END, dead -> false))).isTrue();
        Claim.Held endless = new Claim.Held("s-1", HOLDER, Optional.empty());
        assertThat(endless.over(at(Instant.MAX, dead -> false))).isFalse();
    }

    @Test
    void aHoldOfADeadRegisterIsOver() {
        Claim.Held held = new Claim.Held("s-1", HOLDER, Optional.empty());
        assertThat(held.over(at(END, HOLDER::equals))).isTrue();
        assertThat(held.over(at(END, new Holder("msk-1-01", 2)::equals))).isFalse();
    }
}
