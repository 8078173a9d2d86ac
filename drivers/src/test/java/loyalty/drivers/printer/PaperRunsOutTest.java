package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import loyalty.drivers.DeviceException;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.Acknowledge;
import loyalty.drivers.profile.Answers;
import loyalty.drivers.profile.PrinterProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The roll ends, or the cover opens, after any number of bytes: still exactly one receipt. */
class PaperRunsOutTest {
    static Stream<Arguments> ways() {
        PrinterProfile epson = Samples.EPSON;
        return Stream.of(
                Arguments.of("process id", epson, PrinterMachine.Model.EPSON_80),
                Arguments.of(
                        "GS r without automatic status",
                        epson.with(new Answers(Acknowledge.TRANSMIT_STATUS, false, true)),
                        PrinterMachine.Model.EPSON_80),
                Arguments.of(
                        "real time only",
                        epson.with(new Answers(Acknowledge.REAL_TIME, false, true)),
                        PrinterMachine.Model.EPSON_80),
                Arguments.of("Star ETB", Samples.STAR, PrinterMachine.Model.STAR_80));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theHalvesMakeOneReceiptWhereverTheRollEnds(
            String way, PrinterProfile profile, PrinterMachine.Model model) {
        everywhere(profile, model, PrinterMachine::endPaperAfter, PrinterMachine::loadPaper);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theReceiptGoesOnWhereverTheCoverOpens(
            String way, PrinterProfile profile, PrinterMachine.Model model) {
        everywhere(profile, model, PrinterMachine::openCoverAfter, PrinterMachine::closeCover);
    }

    private static void everywhere(
            PrinterProfile profile,
            PrinterMachine.Model model,
            ObjLongConsumer<PrinterMachine> mishap,
            Consumer<PrinterMachine> mend) {
        PrinterMachine undisturbed = new PrinterMachine(model);
        assertThat(print(undisturbed, profile, machine -> {}).outcome())
                .isEqualTo(Outcome.CONFIRMED);
        long bytes = undisturbed.interpreted();
        assertThat(bytes).isGreaterThan(100);
        for (long after = 1; after < bytes; after++) {
            PrinterMachine machine = new PrinterMachine(model);
            MachineLink link = new MachineLink(machine);
            LinkPrinter printer = printer(link, profile);
            ready(printer);
            mishap.accept(machine, after);
            link.whenSilent(mend);
            Printed printed = printer.print(Samples.receipt("1", profile));
            machine.work();
            assertThat(printed.outcome()).as("after %s bytes", after).isEqualTo(Outcome.CONFIRMED);
            assertThat(machine.paper().cuts()).as("cuts after %s bytes", after).isOne();
            assertThat(joined(machine)).isEqualTo(undisturbed.paper().lines());
            assertThat(machine.paper().picture()).isEqualTo(undisturbed.paper().picture());
            assertThat(machine.refusals()).isEmpty();
        }
    }

    private static List<String> joined(PrinterMachine machine) {
        List<String> all = new ArrayList<>();
        machine.paper().rolls().forEach(all::addAll);
        return all;
    }

    private static LinkPrinter printer(MachineLink link, PrinterProfile profile) {
        return new LinkPrinter("p", link::open, profile, Patience.USUAL, link, false);
    }

    private static Printed print(
            PrinterMachine machine, PrinterProfile profile, Consumer<PrinterMachine> act) {
        MachineLink link = new MachineLink(machine);
        link.whenSilent(act);
        LinkPrinter printer = printer(link, profile);
        ready(printer);
        return printer.print(Samples.receipt("1", profile));
    }

    private static void ready(LinkPrinter printer) {
        try {
            printer.ready();
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nobodyBringsPaperAndTheJobEndsWithoutBeingRepeated() {
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        MachineLink link = new MachineLink(machine);
        LinkPrinter printer = printer(link, Samples.EPSON);
        ready(printer);
        machine.endPaperAfter(60);
        Printed printed = printer.print(Samples.receipt("1", Samples.EPSON));
        assertThat(printed.outcome()).isIn(Outcome.UNCONFIRMED, Outcome.BROKEN_OFF);
        assertThat(printed.note()).contains("no paper");
    }

    @Test
    void statusBytesOneByOneWithFlowControlBetweenAreUnderstood() {
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        MachineLink link = new MachineLink(machine);
        link.chatter();
        LinkPrinter printer = printer(link, Samples.EPSON);
        ready(printer);
        machine.endPaperAfter(50);
        link.whenSilent(PrinterMachine::loadPaper);
        Printed printed = printer.print(Samples.receipt("1", Samples.EPSON));
        assertThat(printed).isEqualTo(new Printed(Outcome.CONFIRMED, ""));
        assertThat(machine.paper().cuts()).isOne();
    }
}
