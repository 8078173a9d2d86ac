package loyalty.terminal.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.SaleBody;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static Held held(State state, long points, String limitedBy) {
        Contact contact =
                new Contact(Instant.EPOCH, Duration.ZERO, "g", Contact.Standing.LIVE, false);
        List<LotPoints> lots = points == 0 ? List.of() : List.of(new LotPoints("l-1", points));
        return new Held(
                List.of(new SaleBody.Spend("l-1", 50, 20, 30)),
                List.of(),
                new ReservationAnswer("s-1", state, lots, limitedBy, Optional.empty(), contact));
    }

    @Test
    void aSaleGoesOnWhenAllItWantedIsHeld() {
        assertThat(held(State.HELD, 30, "").everything()).isTrue();
        assertThat(held(State.REFUSED, 0, "DEBT").everything()).isFalse();
        assertThat(held(State.CANCELLED, 0, "").anything()).isFalse();
    }

    @Test
    void aRepeatedAnswerThatHoldsLessIsNotTakenForTheWholeThoughItGivesNoReason() {
        Held part = held(State.HELD, 10, "");
        assertThat(part.everything()).isFalse();
        assertThat(part.anything()).isTrue();
        assertThat(part.room()).isEqualTo(30);
    }
}
