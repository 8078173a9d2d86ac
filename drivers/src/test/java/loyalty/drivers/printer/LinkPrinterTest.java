package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.Acknowledge;
import loyalty.drivers.profile.Answers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import org.junit.jupiter.api.Test;

class LinkPrinterTest {
    private final PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
    private final MachineLink link = new MachineLink(machine);
    private final LinkPrinter printer = printer(Samples.EPSON);

    private LinkPrinter printer(PrinterProfile profile) {
        return new LinkPrinter("p", link::open, profile, Patience.USUAL, link, false);
    }

    @Test
    void noStatusRequestStandsInsideACommand() throws Exception {
        for (int i = 0; i < 3; i++) {
            printer.ready();
            printer.print(Samples.receipt("r" + i, Samples.EPSON));
        }
        assertThat(machine.strayRealTimeCommands()).isZero();
        assertThat(machine.refusals()).isEmpty();
    }

    @Test
    void automaticStatusIsOnAgainAfterEachReset() throws Exception {
        printer.ready();
        printer.print(Samples.receipt("1", Samples.EPSON));
        assertThat(Samples.hex(link.written())).contains("1b 40 1d 61 ff");
        machine.openCoverAfter(0);
        printer.idle();
        assertThat(printer.status().trouble()).contains(Fault.COVER_OPEN);
        machine.closeCover();
        printer.idle();
        assertThat(printer.status().trouble()).isEmpty();
    }

    @Test
    void withoutPaperNothingIsSentAndTheMessageSaysWhatToDo() {
        machine.endPaperAfter(0);
        assertThatThrownBy(printer::ready)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.PAPER_OUT))
                .hasMessage("p: no paper: put in a roll, printing goes on by itself");
        assertThat(machine.paper().lines()).isEmpty();
    }

    @Test
    void aPrinterThatCanAnswerAndDoesNotGetsNoJob() {
        machine.fallSilent(true);
        assertThatThrownBy(printer::ready)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.TIMED_OUT));
    }

    @Test
    void aDeafCloneIsPrintedToAllTheSameAndStaysUnconfirmed() throws Exception {
        machine.fallSilent(true);
        LinkPrinter clone = printer(Profiles.bundled().need("generic-80"));
        clone.ready();
        Printed printed = clone.print(Samples.receipt("1", Profiles.bundled().need("generic-80")));
        assertThat(printed.outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(clone.status().paper()).isEqualTo(PrinterStatus.Paper.UNKNOWN);
        assertThat(machine.paper().cuts()).isOne();
    }

    @Test
    void aPrinterThatIsNotSafeToAskIsNeverAsked() throws Exception {
        PrinterProfile shy = Samples.EPSON.with(new Answers(Acknowledge.NONE, false, false));
        LinkPrinter quiet = printer(shy);
        quiet.ready();
        assertThat(quiet.print(Samples.receipt("1", shy)).outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(Samples.hex(link.written())).doesNotContain("10 04", "1d 61", "1d 72");
    }

    @Test
    void silenceAfterTheLastByteLeavesTheJobUnconfirmed() throws Exception {
        printer.ready();
        machine.fallSilent(true);
        Printed printed = printer.print(Samples.receipt("1", Samples.EPSON));
        assertThat(printed.outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(printed.note()).contains("no word from p");
    }

    @Test
    void anotherJobsAcknowledgementDoesNotCount() throws Exception {
        EscPosConversation talk = new EscPosConversation(Samples.EPSON);
        byte[] end = talk.end(7);
        machine.receive(end, 0, end.length);
        machine.work();
        for (byte b : machine.answers()) talk.hear(b);
        assertThat(talk.acknowledged(8)).isFalse();
        assertThat(talk.acknowledged(7)).isTrue();
    }

    @Test
    void afterAWireBrokeInAPictureTheNextReceiptIsWholeAndApart() throws Exception {
        String picture = "{image:" + TestPictures.LOGO + "}\nПосле картинки\n";
        PrinterProfile profile = Samples.EPSON;
        byte[] bytes = Samples.bytes(picture, profile);
        for (int broken = 20; broken < bytes.length; broken += 37) {
            PrinterMachine fresh = new PrinterMachine(PrinterMachine.Model.EPSON_80);
            MachineLink wire = new MachineLink(fresh);
            LinkPrinter one =
                    new LinkPrinter("p", wire::open, profile, Patience.USUAL, wire, false);
            one.ready();
            wire.breakAfter(broken);
            PrintJob torn = new PrintJob("torn", PrintJob.Kind.RECEIPT, "t", bytes);
            assertThat(one.print(torn).outcome()).isEqualTo(Outcome.BROKEN_OFF);
            one.ready();
            Printed printed = one.print(Samples.receipt("whole", profile));
            assertThat(printed.outcome())
                    .as("broken after %s", broken)
                    .isEqualTo(Outcome.CONFIRMED);
            assertThat(fresh.refusals()).isEmpty();
            var receipts = fresh.paper().receipts();
            assertThat(Samples.words(receipts.get(receipts.size() - 1).lines()))
                    .startsWith("VЁSKA")
                    .endsWith("Спасибо!");
        }
    }

    @Test
    void aWireThatDiesBeforeTheFirstByteLeavesTheJobUnstarted() throws Exception {
        printer.ready();
        link.breakAfter(0);
        assertThat(printer.print(Samples.receipt("1", Samples.EPSON)).outcome())
                .isEqualTo(Outcome.NOT_STARTED);
        printer.ready();
        assertThat(printer.print(Samples.receipt("1", Samples.EPSON)).outcome())
                .isEqualTo(Outcome.CONFIRMED);
        assertThat(machine.paper().cuts()).isOne();
    }

    @Test
    void thePulseForTheDrawerIsAJobOfItsOwn() throws Exception {
        printer.ready();
        assertThat(printer.print(PrintJob.drawer("d")).outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(machine.drawerKicks()).isOne();
        assertThat(machine.paper().lines()).isEmpty();
    }

    @Test
    void aStalledPrinterIsGivenUpAndTheTornJobIsTold() throws Exception {
        printer.ready();
        machine.stopReadingAfter(40);
        Printed printed = printer.print(Samples.receipt("1", Samples.EPSON));
        assertThat(printed.outcome()).isEqualTo(Outcome.BROKEN_OFF);
        assertThat(printed.note()).contains("takes no more bytes", "40 of");
    }

    @Test
    void aPrinterThatReadsAgainInTimeFinishesTheSameReceipt() throws Exception {
        printer.ready();
        machine.stopReadingAfter(40);
        link.whenStalled(60, PrinterMachine::readAgain);
        assertThat(printer.print(Samples.receipt("1", Samples.EPSON)).outcome())
                .isEqualTo(Outcome.CONFIRMED);
        assertThat(machine.paper().cuts()).isOne();
    }

    @Test
    void powerLossInTheMiddleIsNeverTakenForPaper() throws Exception {
        printer.ready();
        machine.losePowerAfter(80);
        Printed printed = printer.print(Samples.receipt("1", Samples.EPSON));
        assertThat(printed.outcome()).isEqualTo(Outcome.UNCONFIRMED);
    }

    @Test
    void aJammedBladeIsTroubleUntilItIsFreed() throws Exception {
        printer.ready();
        machine.jamBlade();
        link.whenSilent(PrinterMachine::clearBlade);
        assertThat(printer.print(Samples.receipt("1", Samples.EPSON)).outcome())
                .isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void afterCloseNothingIsStarted() throws Exception {
        printer.ready();
        printer.close();
        printer.close();
        assertThat(printer.print(Samples.receipt("1", Samples.EPSON)).outcome())
                .isEqualTo(Outcome.NOT_STARTED);
        assertThatThrownBy(printer::ready).isInstanceOf(DeviceException.class);
    }
}
