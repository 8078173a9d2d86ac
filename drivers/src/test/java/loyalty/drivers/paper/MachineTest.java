package loyalty.drivers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.printer.TestPictures;
import loyalty.drivers.profile.Dialect;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {
    private final PrinterMachine epson = new PrinterMachine(PrinterMachine.Model.EPSON_80);

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    private static void feed(PrinterMachine machine, int... values) {
        PaperShowsThePageTest.feed(machine, bytes(values));
    }

    @Test
    void aCommandMayComeInAnyNumberOfPieces() throws Exception {
        PrinterProfile profile = Profiles.bundled().need("epson-tm-t20iii");
        byte[] all =
                new Encoders(profile)
                        .pages(LetterRules.USUAL)
                        .encode(ReceiptLine.lay(PaperShowsThePageTest.RECEIPT, 48))
                        .bytes();
        PaperShowsThePageTest.feed(epson, all);
        PrinterMachine slow = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        for (byte one : all) PaperShowsThePageTest.feed(slow, new byte[] {one});
        assertThat(slow.paper().lines()).isEqualTo(epson.paper().lines());
        assertThat(slow.paper().picture()).isEqualTo(epson.paper().picture());
    }

    @Test
    void bytesItDoesNotKnowAreRefusedWithTheirPlace() {
        feed(epson, 'A', 0x0A, 0x1B, 'Q', 0x01, 'B', 0x0A);
        assertThat(epson.refusals())
                .containsExactly(
                        "byte 2: no such command: 1B 51", "byte 4: no such control byte: 01");
        assertThat(epson.paper().lines()).containsExactly("A", "B");
    }

    @Test
    void hanziModeSpoilsCyrillicUntilItIsCancelled() {
        PrinterMachine chinese =
                new PrinterMachine(Models.of(Profiles.bundled().need("xprinter-xp-n160ii")));
        byte[] word = "Чек".getBytes(Charset.forName("IBM866"));
        feed(chinese, 0x1B, '@', 0x1B, 't', 17);
        PaperShowsThePageTest.feed(chinese, word);
        feed(chinese, 'x', 0x0A, 0x1B, '@', 0x1C, '.', 0x1B, 't', 17);
        PaperShowsThePageTest.feed(chinese, word);
        feed(chinese, 0x0A);
        assertThat(chinese.paper().lines().get(0)).contains("字");
        assertThat(chinese.paper().lines().get(1)).isEqualTo("Чек");
    }

    @Test
    void resetSwitchesAutomaticStatusOff() {
        feed(epson, 0x1D, 'a', 0xFF);
        assertThat(epson.answers()).hasSize(4);
        epson.openCoverAfter(0);
        assertThat(epson.answers()).containsExactly(0x38, 0, 0, 0);
        epson.closeCover();
        epson.answers();
        feed(epson, 0x1B, '@');
        epson.openCoverAfter(0);
        assertThat(epson.answers()).isEmpty();
    }

    @Test
    void outOfPaperItStillAnswersAtOnceAndKeepsWhatItHas() {
        feed(epson, 'a', 0x0A);
        epson.endPaperAfter(0);
        byte[] more = bytes('b', 0x0A, 0x10, 0x04, 4, 0x1D, 'r', 1);
        assertThat(epson.receive(more, 0, more.length)).isEqualTo(more.length);
        epson.work();
        assertThat(epson.answers()).containsExactly(0x7E);
        assertThat(epson.paper().lines()).containsExactly("a");
        epson.loadPaper();
        epson.work();
        assertThat(epson.answers()).as("GS r queued").containsExactly(0);
        assertThat(epson.paper().rolls()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void aPictureWithRealTimeBytesWouldBeMisheardAndOursIsNot() throws Exception {
        int[] raw = {0x1D, 'v', '0', 0, 2, 0, 1, 0, 0x10, 0x04, 'x', 0x0A};
        feed(epson, raw);
        assertThat(epson.strayRealTimeCommands()).isOne();
        PrinterProfile profile = Profiles.bundled().need("generic-80");
        PrinterMachine machine = new PrinterMachine(Models.of(profile));
        byte[] encoded =
                new Encoders(profile)
                        .pages(LetterRules.USUAL)
                        .encode(ReceiptLine.lay("{image:" + TestPictures.LOGO + "}", 48))
                        .bytes();
        PaperShowsThePageTest.feed(machine, encoded);
        assertThat(machine.strayRealTimeCommands()).isZero();
        assertThat(machine.answers()).isEmpty();
        assertThat(machine.drawerKicks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"ESC_POS", "STAR"})
    void noiseDoesNotBreakIt(Dialect dialect) {
        PrinterMachine machine =
                new PrinterMachine(
                        dialect == Dialect.STAR
                                ? PrinterMachine.Model.STAR_80
                                : PrinterMachine.Model.EPSON_80);
        Random random = new Random(7);
        byte[] noise = new byte[60_000];
        random.nextBytes(noise);
        int at = 0;
        while (at < noise.length) {
            int taken = machine.receive(noise, at, noise.length - at);
            machine.work();
            machine.answers();
            at += taken;
            if (taken == 0) machine.clearBlade();
        }
        assertThat(machine.refusals()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65, 66})
    void everyCutIsOneCut(int mode) {
        feed(epson, 'a', 0x0A, 0x1D, 'V', mode);
        if (mode > 1) feed(epson, 0);
        assertThat(epson.paper().cuts()).isOne();
    }

    @Test
    void aCutInTheMiddleOfALineDoesNothingAndIsTold() {
        feed(epson, 'a', 0x1D, 'V', 1);
        assertThat(epson.paper().cuts()).isZero();
        assertThat(epson.refusals()).singleElement().asString().contains("middle of a line");
    }
}
