package loyalty.processor.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterFileTest {
    private static final Instant TERM = Instant.parse("2026-11-28T09:00:00Z");

    private final RegisterFile fresh = new RegisterFile("r-1", 0, "s-1", false, List.of());

    private static RegisterFile.Newborn newborn(String key, String generation) {
        return new RegisterFile.Newborn(key, 0, TERM, generation);
    }

    @Test
    void livesAreCountedFromOneAndAllButTheNewestAreDead() {
        RegisterFile twice = fresh.reborn(newborn("k-1", "g1")).reborn(newborn("k-2", "g1"));
        assertThat(twice.newest().number()).isEqualTo(2);
        assertThat(twice.incarnation(1)).hasValueSatisfying(one -> assertThat(one.dead()).isTrue());
    }

    @Test
    void aMachineThatWasReplacedDoesNotComeBack() {
        RegisterFile crashed = fresh.enrolled(newborn("k-1", "g1")).reborn(newborn("k-2", "g1"));
        assertThat(crashed.replaced(1)).as("its own earlier life").isFalse();
        RegisterFile other = crashed.enrolled(newborn("k-3", "g1")).reborn(newborn("k-4", "g1"));
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
        RegisterFile restored = fresh.reborn(newborn("k-1", "g1")).reborn(newborn("k-3", "g2"));
        assertThat(restored.newest().number()).isEqualTo(1_001);
        assertThat(restored.reborn(newborn("k-4", "g2")).newest().number()).isEqualTo(1_002);
    }

    /** Twice put back to the same day, it would give the number again that a machine had since. */
    @Test
    void aLifeComesAfterTheLatestThatTheMachineKnowsOf() {
        RegisterFile restored = fresh.reborn(newborn("k-1", "g1"));
        RegisterFile next = restored.enrolled(new RegisterFile.Newborn("k-4", 1_002, TERM, "g3"));
        assertThat(next.newest().number()).isEqualTo(1_003);
        RegisterFile last = restored.enrolled(new RegisterFile.Newborn("k-4", 2, TERM, "g3"));
        assertThat(last.newest().number()).isEqualTo(1_001);
    }
}
