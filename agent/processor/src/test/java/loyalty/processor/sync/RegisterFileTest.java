package loyalty.processor.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterFileTest {
    private static final Instant TERM = Instant.parse("2026-11-28T09:00:00Z");

    private final RegisterFile fresh = new RegisterFile("r-1", 0, "s-1", false, List.of());

    @Test
    void livesAreCountedFromOneAndAllButTheNewestAreDead() {
        RegisterFile twice = fresh.reborn("k-1", TERM, "g1").reborn("k-2", TERM, "g1");
        assertThat(twice.newest().number()).isEqualTo(2);
        assertThat(twice.incarnation(1)).hasValueSatisfying(one -> assertThat(one.dead()).isTrue());
    }

    @Test
    void aMachineThatWasReplacedDoesNotComeBack() {
        RegisterFile crashed = fresh.enrolled("k-1", TERM, "g1").reborn("k-2", TERM, "g1");
        assertThat(crashed.replaced(1)).as("its own earlier life").isFalse();
        RegisterFile other = crashed.enrolled("k-3", TERM, "g1").reborn("k-4", TERM, "g1");
        assertThat(other.replaced(1)).isTrue();
        assertThat(other.replaced(2)).isTrue();
        assertThat(other.replaced(3)).isFalse();
        assertThat(RegisterFile.read(other.text())).isEqualTo(other);
    }

    /**
     * A restored database does not know of lives begun since; their numbers are not given again.
     */
    @Test
    void theFirstLifeAfterARestoreLeavesRoomForForgottenOnes() {
        RegisterFile restored = fresh.reborn("k-1", TERM, "g1").reborn("k-3", TERM, "g2");
        assertThat(restored.newest().number()).isEqualTo(1_001);
        assertThat(restored.reborn("k-4", TERM, "g2").newest().number()).isEqualTo(1_002);
    }
}
