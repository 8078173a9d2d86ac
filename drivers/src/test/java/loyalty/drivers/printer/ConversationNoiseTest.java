package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import loyalty.drivers.printer.PrinterStatus.Cover;
import loyalty.drivers.printer.PrinterStatus.Paper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationNoiseTest {
    private static void hear(Conversation talk, int... bytes) {
        for (int value : bytes) talk.hear((byte) value);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void tenMegabytesOfNoiseChangeNothingForGood(long seed) {
        for (Conversation talk :
                new Conversation[] {
                    new EscPosConversation(Samples.EPSON), new StarConversation(Samples.STAR)
                }) {
            Random random = new Random(seed);
            byte[] noise = new byte[64 * 1024];
            for (int i = 0; i < 160; i++) {
                random.nextBytes(noise);
                for (byte value : noise) talk.hear(value);
            }
            assertThat(talk.status()).isNotNull();
        }
        EscPosConversation talk = new EscPosConversation(Samples.EPSON);
        hear(talk, 0x37, 0x22, 0x55, 0, 0x11);
        hear(talk, 0x10, 0, 0, 0);
        assertThat(talk.status().trouble()).isEmpty();
        assertThat(talk.status().paper()).isEqualTo(Paper.PRESENT);
    }

    @Test
    void anAutomaticStatusMayBeBrokenOffByTheNextOne() {
        EscPosConversation talk = new EscPosConversation(Samples.EPSON);
        hear(talk, 0x38, 0, 0x10, 0, 0, 0);
        assertThat(talk.status().cover()).isEqualTo(Cover.CLOSED);
        hear(talk, 0x38, 0x13, 0, 0x11, 0x0C, 0x13, 0x11, 0);
        assertThat(talk.status().cover()).isEqualTo(Cover.OPEN);
        assertThat(talk.status().paper()).isEqualTo(Paper.OUT);
    }

    @Test
    void theAnswerBelongsToTheQuestionThatWasAsked() {
        EscPosConversation talk = new EscPosConversation(Samples.EPSON);
        hear(talk, 0x7E);
        assertThat(talk.status()).as("nobody asked").isEqualTo(PrinterStatus.UNKNOWN);
        talk.question(3);
        hear(talk, 0x1E);
        assertThat(talk.status().paper()).as("near end").isEqualTo(Paper.NEAR_END);
        talk.question(1);
        hear(talk, 0x16);
        assertThat(talk.status().cover()).isEqualTo(Cover.OPEN);
        assertThat(talk.answered()).isTrue();
    }

    @Test
    void flowControlHoldsAndLetsGo() {
        EscPosConversation talk = new EscPosConversation(Samples.EPSON);
        hear(talk, 0x13);
        assertThat(talk.hold()).isTrue();
        hear(talk, 0x11);
        assertThat(talk.hold()).isFalse();
    }

    @Test
    void starCountsItsDocuments() {
        StarConversation talk = new StarConversation(Samples.STAR);
        talk.begin();
        talk.end(1);
        hear(talk, 0x23, 0x06, 0, 0, 0, 0, 0, 0, 0);
        assertThat(talk.acknowledged(1)).isFalse();
        hear(talk, 0x23, 0x06, 0, 0, 0, 0, 0, 0x02, 0);
        assertThat(talk.acknowledged(1)).isTrue();
    }
}
