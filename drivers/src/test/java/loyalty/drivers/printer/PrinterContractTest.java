package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.Paper;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.SimulatedWire;
import loyalty.drivers.simulate.TcpWire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, for every kind of printer. */
class PrinterContractTest {
    private static List<List<String>> pieces(PrinterMachine machine) {
        assertThat(machine.refusals()).isEmpty();
        return machine.paper().receipts().stream().map(Paper.Receipt::lines).toList();
    }

    private static PrinterMachine.Model model(PrinterProfile profile) {
        return Models.of(profile);
    }

    @Nested
    class EscPosInMemory extends InMemory {}

    @Nested
    class StarInMemory extends InMemory {
        @Override
        PrinterProfile profile() {
            return Samples.STAR;
        }
    }

    abstract static class InMemory extends PrinterContract {
        private PrinterMachine machine;

        @Override
        Printer newPrinter() {
            machine = new PrinterMachine(model(profile()));
            MachineLink link = new MachineLink(machine);
            return new LinkPrinter("p", link::open, profile(), Patience.USUAL, link, false);
        }

        @Override
        List<List<String>> paper(int pieces) {
            return pieces(machine);
        }
    }

    /** A machine at the end of a real wire. */
    abstract static class OnAWire extends PrinterContract {
        private PrinterSimulator simulator;

        abstract SimulatedWire wire() throws Exception;

        /** What the driver is configured with. */
        String address(PrinterSimulator of) {
            return of.address();
        }

        @BeforeEach
        void switchOn() throws Exception {
            simulator = PrinterSimulator.start(wire(), model(profile()));
        }

        @AfterEach
        void switchOff() {
            simulator.close();
        }

        @Override
        Printer newPrinter() {
            DeviceAddress address = DeviceAddress.parse(address(simulator));
            return Printers.of("p", address, profile(), LinkSettings.usual());
        }

        @Override
        List<List<String>> paper(int pieces) {
            return simulator.ask(PrinterContractTest::pieces);
        }
    }

    @Nested
    class OnASerialPort extends OnAWire {
        @Override
        SimulatedWire wire() throws Exception {
            return PtyWire.open();
        }
    }

    @Nested
    class StarOnASerialPort extends OnAWire {
        @Override
        SimulatedWire wire() throws Exception {
            return PtyWire.open();
        }

        @Override
        PrinterProfile profile() {
            return Samples.STAR;
        }
    }

    @Nested
    class OnADeviceFile extends OnAWire {
        @Override
        SimulatedWire wire() throws Exception {
            return PtyWire.open();
        }

        @Override
        String address(PrinterSimulator of) {
            return of.address().replace("serial:", "usblp:");
        }
    }

    @Nested
    class OnTcp extends OnAWire {
        @Override
        SimulatedWire wire() throws Exception {
            return TcpWire.open(0);
        }
    }

    /** What such printers were given, read by a machine afterwards. */
    private static List<List<String>> readBack(Path file) throws IOException {
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        for (int at = 0; at < bytes.length; ) {
            at += machine.receive(bytes, at, bytes.length - at);
            machine.work();
        }
        return pieces(machine);
    }

    /** Printers that are written to and never answer. */
    abstract static class OneWay extends PrinterContract {
        @TempDir Path directory;

        Path file() {
            return directory.resolve("out.bin");
        }

        @Override
        Outcome best() {
            return Outcome.UNCONFIRMED;
        }

        @Override
        List<List<String>> paper(int pieces) throws IOException {
            return readBack(file());
        }
    }

    @Nested
    class IntoAFile extends OneWay {
        @Override
        Printer newPrinter() {
            DeviceAddress address = DeviceAddress.parse("file:" + file());
            return Printers.of("p", address, profile(), LinkSettings.usual());
        }
    }

    @Nested
    class ThroughASpooler extends OneWay {
        @Override
        Printer newPrinter() {
            String take = "cat >> '" + file() + "'";
            return new SpoolPrinter("p", List.of("/bin/sh", "-c", take), profile());
        }

        @Test
        void aSpoolerThatRefusesLeavesTheJobInTheQueue() throws Exception {
            SpoolPrinter printer =
                    new SpoolPrinter(
                            "p", List.of("/bin/sh", "-c", "echo no such queue; exit 1"), profile());
            Printed printed = printer.print(Samples.receipt("1", profile()));
            assertThat(printed.outcome()).isEqualTo(Outcome.NOT_STARTED);
            assertThat(printed.note()).isEqualTo("the spooler refused: no such queue");
        }

        @Test
        void withoutASpoolerTheMessageSaysSo() throws Exception {
            SpoolPrinter printer = new SpoolPrinter("p", List.of("no-such-lp"), profile());
            Printed printed = printer.print(Samples.receipt("1", profile()));
            assertThat(printed.outcome()).isEqualTo(Outcome.NOT_STARTED);
            assertThat(printed.note()).contains("is CUPS installed?");
        }
    }

    @Nested
    class ByJavaPos extends PrinterContract {
        @BeforeEach
        void freshMachine() {
            jpos.POSPrinter.machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        }

        @Override
        Printer newPrinter() {
            return new JavaPosPrinter("p", "Receipts", profile());
        }

        @Override
        List<List<String>> paper(int pieces) {
            return pieces(jpos.POSPrinter.machine);
        }

        @Test
        void healthAndStatisticsComeInUnifiedPosWords() throws Exception {
            try (JavaPosPrinter printer = new JavaPosPrinter("p", "Receipts", profile())) {
                assertThat(printer.checkHealth()).startsWith("Internal HCheck");
                assertThat(printer.statistics()).isEqualTo("<UPOSStat/>");
            }
        }

        @Test
        void anUnknownLogicalNameIsToldInTheVendorsWords() {
            JavaPosPrinter printer = new JavaPosPrinter("p", "Missing", profile());
            assertThatThrownBy(printer::ready)
                    .hasMessageContaining("no such logical device: Missing");
        }
    }
}
