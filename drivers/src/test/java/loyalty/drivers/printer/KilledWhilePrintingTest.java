package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.simulate.TcpWire;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process killed with -9 at each step of a job: never two copies, and queued jobs still print.
 */
class KilledWhilePrintingTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "added",
                "SENDING",
                "byte 1",
                "byte 60",
                "byte 150",
                "last byte",
                "SENT_UNCONFIRMED",
                "CONFIRMED",
                "FAILED"
            })
    void neverTwoCopies(String where) throws Exception {
        try (PrinterSimulator simulator =
                PrinterSimulator.start(TcpWire.open(0), PrinterMachine.Model.EPSON_80)) {
            Path journal = directory.resolve("jobs");
            Process child = child(simulator.address(), journal, where);
            try (BufferedReader out =
                    new BufferedReader(
                            new InputStreamReader(
                                    child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).as("the child came to it").isEqualTo("there");
            }
            child.destroyForcibly().waitFor();
            JobWatch watch = new JobWatch();
            try (FileJournal reopened = FileJournal.open(journal);
                    PrinterStation station =
                            PrinterStation.start(
                                    1,
                                    printer(simulator.address(), link -> link),
                                    reopened,
                                    watch,
                                    Ticker.system())) {
                station.submit(Samples.receipt("next", Samples.EPSON));
                watch.await("next CONFIRMED");
                boolean printedAgain = watch.said().contains("victim SENDING");
                assertThat(printedAgain).isEqualTo(where.equals("added"));
            }
            assertThat(copies(simulator)).isLessThanOrEqualTo(1);
            if (where.equals("added")) assertThat(copies(simulator)).isOne();
            List<String> last = simulator.receipts().get(simulator.receipts().size() - 1).lines();
            assertThat(Samples.words(last)).startsWith("VЁSKA").endsWith("Спасибо!");
        }
    }

    private static long copies(PrinterSimulator simulator) {
        return simulator.receipts().stream()
                .flatMap(receipt -> receipt.lines().stream())
                .filter(line -> line.contains("ЖЕРТВА"))
                .count();
    }

    private static Process child(String address, Path journal, String where) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        address,
                        journal.toString(),
                        where)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private interface Wrap {
        Link around(Link link);
    }

    private static Printer printer(String address, Wrap wrap) {
        return printer(address, Samples.EPSON, wrap);
    }

    private static Printer printer(String address, PrinterProfile profile, Wrap wrap) {
        DeviceAddress where = DeviceAddress.parse(address);
        return new LinkPrinter(
                "p",
                () -> wrap.around(Links.open(where, LinkSettings.usual())),
                profile,
                Patience.USUAL,
                Ticker.system(),
                true);
    }

    /** The process that is killed: prints one receipt and stops dead at the place it was told. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            String where = args[2];
            FileJournal journal = FileJournal.open(Path.of(args[1]));
            byte[] bytes = Samples.bytes("ЖЕРТВА\n" + "строка | 1,00\n".repeat(12), Samples.EPSON);
            journal.add("p", new PrintJob("victim", PrintJob.Kind.RECEIPT, "victim", bytes));
            if (where.equals("added")) stop();
            PrinterNews news =
                    new PrinterNews() {
                        @Override
                        public void job(String p, PrintJob job, JobState state, String note) {
                            if (where.equals(state.name())) stop();
                        }
                    };
            PrinterProfile profile =
                    where.equals("SENT_UNCONFIRMED") ? Printers.mute(Samples.EPSON) : Samples.EPSON;
            Printer printer = printer(args[0], profile, link -> new Stopping(link, where));
            PrinterStation.start(1, printer, journal, news, Ticker.system());
            Thread.sleep(60_000);
        }

        private static void stop() {
            System.out.println("there");
            System.out.flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Lets so many bytes of a job through, then stops for good. */
        private record Stopping(Link link, String where) implements Link {
            @Override
            public int write(byte[] bytes, int offset, int length, Duration patience)
                    throws DeviceException {
                boolean job = bytes.length > 50;
                if (job && where.equals("FAILED")) {
                    if (offset == 0) return link.write(bytes, offset, 60, patience);
                    throw new DeviceException(Fault.UNPLUGGED, "the wire breaks here");
                }
                if (!job || !where.contains("byte")) {
                    return link.write(bytes, offset, length, patience);
                }
                boolean last = where.startsWith("last");
                int stopAt =
                        last ? bytes.length : Integer.parseInt(where.substring("byte ".length()));
                int now = Math.min(length, stopAt - offset);
                int taken = link.write(bytes, offset, now, patience);
                if (offset + taken >= stopAt) stop();
                return taken;
            }

            @Override
            public byte[] read(Duration patience) throws DeviceException {
                return link.read(patience);
            }

            @Override
            public String name() {
                return link.name();
            }

            @Override
            public void close() {
                link.close();
            }
        }
    }
}
