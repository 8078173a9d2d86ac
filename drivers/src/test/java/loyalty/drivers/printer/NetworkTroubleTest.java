package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.SecondConnection;
import loyalty.drivers.simulate.TcpWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network printer in bad company: no receipt is lost, none comes out twice. */
class NetworkTroubleTest {
    private static final Patience SHORT =
            new Patience(
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    Duration.ofMillis(500),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1));

    private final JobWatch watch = new JobWatch();
    private final MemoryJournal journal = new MemoryJournal();

    private PrinterStation station(String address) throws IOException {
        DeviceAddress where = DeviceAddress.parse(address);
        Printer printer =
                new LinkPrinter(
                        "p",
                        () -> Links.open(where, LinkSettings.usual()),
                        Samples.EPSON,
                        SHORT,
                        Ticker.system(),
                        true);
        return PrinterStation.start(1, printer, journal, watch, Ticker.system());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void comesOutOnce(int port, String id) throws Exception {
        try (PrinterSimulator simulator =
                PrinterSimulator.start(TcpWire.open(port), PrinterMachine.Model.EPSON_80)) {
            watch.await(id + " CONFIRMED");
            assertThat(simulator.receipts()).hasSize(1);
            assertThat(simulator.ask(PrinterMachine::refusals)).isEmpty();
        }
    }

    @Test
    void refusedAtFirstItIsPrintedOnceThePrinterIsOn() throws Exception {
        int port = freePort();
        try (PrinterStation station = station("tcp:127.0.0.1:" + port)) {
            station.submit(Samples.receipt("1", Samples.EPSON));
            watch.awaitTrouble();
            assertThat(station.trouble()).contains("refuses the connection");
            assertThat(station.waiting())
                    .extracting(JobRecord::state)
                    .containsOnly(JobState.QUEUED);
            comesOutOnce(port, "1");
        }
    }

    @Test
    void aBlackHoleGetsNoReceipt() throws Exception {
        int port;
        ServerSocket hole = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (PrinterStation station = station("tcp:127.0.0.1:" + (port = hole.getLocalPort()))) {
            station.submit(Samples.receipt("1", Samples.EPSON));
            watch.awaitTrouble();
            assertThat(station.trouble()).contains("does not answer");
            hole.close();
            comesOutOnce(port, "1");
        }
    }

    @Test
    void resetBeforeTheFirstByteIsTriedAgain() throws Exception {
        int port;
        ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (PrinterStation station = station("tcp:127.0.0.1:" + (port = rude.getLocalPort()))) {
            station.submit(Samples.receipt("1", Samples.EPSON));
            reset(rude.accept());
            watch.awaitTrouble();
            rude.close();
            comesOutOnce(port, "1");
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 200})
    void resetInTheMiddleIsNotRepeatedAndTheNextReceiptIsWhole(int bytes) throws Exception {
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        int port;
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (PrinterStation station = station("tcp:127.0.0.1:" + (port = server.getLocalPort()))) {
            station.submit(big("torn"));
            Socket driver = server.accept();
            server.close();
            serve(driver, machine, bytes);
            reset(driver);
            watch.await("torn SENDING");
            try (PrinterSimulator simulator =
                    PrinterSimulator.start(TcpWire.open(port), PrinterMachine.Model.EPSON_80)) {
                station.submit(Samples.receipt("next", Samples.EPSON));
                watch.await("next CONFIRMED");
                List<String> last =
                        simulator.receipts().get(simulator.receipts().size() - 1).lines();
                assertThat(Samples.words(last)).startsWith("VЁSKA").endsWith("Спасибо!");
            }
        }
        JobState torn = journal.find("torn").orElseThrow().state();
        assertThat(torn).isIn(JobState.FAILED, JobState.SENT_UNCONFIRMED);
        assertThat(watch.said().stream().filter("torn SENDING"::equals)).hasSize(1);
    }

    /** Too long for the buffers between, so that a reset always finds it on its way. */
    private static PrintJob big(String id) {
        byte[] bytes = new byte[8_000_000];
        Arrays.fill(bytes, (byte) 'x');
        return new PrintJob(id, PrintJob.Kind.REPORT, id, bytes);
    }

    /** Answers the questions before the job, then takes {@code bytes} of it. */
    private static void serve(Socket driver, PrinterMachine machine, int bytes) throws IOException {
        byte[] buffer = new byte[64];
        int questions = 4 * 3;
        int got = 0;
        while (got < questions + bytes) {
            int count = driver.getInputStream().read(buffer, 0, 1);
            if (count < 0) throw new IOException("the driver went away");
            machine.receive(buffer, 0, count);
            machine.work();
            driver.getOutputStream().write(machine.answers());
            got += count;
        }
    }

    @Test
    void aWireLostWhileTheRollIsOutIsNotResumedAndTheNextReceiptIsWhole() throws Exception {
        try (PrinterSimulator simulator =
                        PrinterSimulator.start(TcpWire.open(0), PrinterMachine.Model.EPSON_80);
                PrinterStation station = station(simulator.address())) {
            simulator.tell(machine -> machine.endPaperAfter(100));
            station.submit(big("torn"));
            watch.await("torn SENDING");
            while (station.status().paper() != PrinterStatus.Paper.OUT) Thread.onSpinWait();
            simulator.unplug();
            watch.await("torn FAILED");
            simulator.plug();
            simulator.tell(PrinterMachine::loadPaper);
            station.submit(Samples.receipt("next", Samples.EPSON));
            watch.await("next CONFIRMED");
            List<String> last = simulator.receipts().get(simulator.receipts().size() - 1).lines();
            assertThat(Samples.words(last)).startsWith("VЁSKA").endsWith("Спасибо!");
        }
        assertThat(watch.said().stream().filter("torn SENDING"::equals)).hasSize(1);
    }

    /** One printer for two registers, whatever it does with the one that comes second. */
    @ParameterizedTest
    @EnumSource(SecondConnection.class)
    void anIdlePrinterIsLetGoOfForOtherRegisters(SecondConnection turnedAway) throws Exception {
        try (PrinterSimulator simulator =
                PrinterSimulator.start(
                        TcpWire.open(0, turnedAway), PrinterMachine.Model.EPSON_80)) {
            try (PrinterStation first = station(simulator.address())) {
                first.submit(Samples.receipt("1", Samples.EPSON));
                watch.await("1 CONFIRMED");
                JobWatch other = new JobWatch();
                MemoryJournal theirs = new MemoryJournal();
                DeviceAddress where = DeviceAddress.parse(simulator.address());
                Printer second =
                        new LinkPrinter(
                                "q",
                                () -> Links.open(where, LinkSettings.usual()),
                                Samples.EPSON,
                                SHORT,
                                Ticker.system(),
                                true);
                try (PrinterStation station =
                        PrinterStation.start(2, second, theirs, other, Ticker.system())) {
                    station.submit(Samples.receipt("2", Samples.EPSON));
                    other.await("2 CONFIRMED");
                }
            }
            assertThat(simulator.receipts()).hasSize(2);
        }
    }
}
