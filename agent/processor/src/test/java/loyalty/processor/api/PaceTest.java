package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import loyalty.protocol.http.Refusal;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(2, now::get);

    private int served(String caller, int calls) {
        int served = 0;
        for (int i = 0; i < calls; i++) {
            try {
                pace.take(caller);
                served++;
            } catch (Refusal e) {
                assertThat(e.status()).isEqualTo(429);
                assertThat(e.answer().headers()).containsEntry("retry-after", "1");
            }
        }
        return served;
    }

    @Test
    void aBurstIsTwiceWhatASecondGives() {
        assertThat(served("a", 10)).isEqualTo(4);
        now.addAndGet(1_000_000_000L);
        assertThat(served("a", 10)).isEqualTo(2);
    }

    @Test
    void whoIsRefusedIsServedAsSoonAsItIsTimeHoweverOftenTheyAskedMeanwhile() {
        assertThat(served("a", 100)).isEqualTo(4);
        now.addAndGet(250_000_000L);
        assertThat(served("a", 100)).isZero();
        now.addAndGet(250_000_000L);
        assertThat(served("a", 100)).isEqualTo(1);
    }

    @Test
    void oneCallersHasteIsNotAnothers() {
        served("a", 10);
        assertThat(served("b", 10)).isEqualTo(4);
    }
}
