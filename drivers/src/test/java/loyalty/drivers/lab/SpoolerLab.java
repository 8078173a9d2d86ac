package loyalty.drivers.lab;

import static loyalty.drivers.lab.Checks.PATIENCE;
import static loyalty.drivers.lab.Checks.TICKER;
import static loyalty.drivers.lab.Checks.require;

import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.Printed;
import loyalty.drivers.printer.Printer;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.drivers.simulate.TcpWire;
import loyalty.receipt.ReceiptLine;

/**
 * Receipts through a real CUPS to a simulated network printer. Arguments: the port the queue {@code
 * receipts} prints to, and a command that stops CUPS.
 */
final class SpoolerLab {
    private static final PrinterProfile PROFILE = Profiles.bundled().need("epson-tm-t20iii");

    private final Checks checks = new Checks();

    private SpoolerLab() {}

    public static void main(String[] arguments) throws Exception {
        SpoolerLab lab = new SpoolerLab();
        try (PrinterSimulator simulator =
                PrinterSimulator.start(
                        TcpWire.open(Integer.parseInt(arguments[0])),
                        PrinterMachine.Model.EPSON_80)) {
            lab.run(simulator, List.of(arguments).subList(1, arguments.length));
        }
        System.exit(lab.checks.verdict("SPOOLER") ? 0 : 1);
    }

    private void run(PrinterSimulator simulator, List<String> stop) {
        checks.check("a receipt goes through CUPS and is on paper", () -> printed(simulator));
        checks.check("a queue that CUPS does not know is told", () -> refused("spool:nowhere"));
        checks.check(
                "CUPS is stopped: the job stays ours",
                () -> {
                    new ProcessBuilder(stop).inheritIO().start().waitFor();
                    return refused("spool:receipts");
                });
    }

    private static Printed print(String address, String id) throws Exception {
        byte[] bytes =
                new Encoders(PROFILE)
                        .pages(LetterRules.USUAL)
                        .encode(ReceiptLine.lay("^^VЁSKA\nСпасибо! €\n=\n", 48))
                        .bytes();
        try (Printer printer =
                Printers.of("p", DeviceAddress.parse(address), PROFILE, LinkSettings.usual())) {
            printer.ready();
            return printer.print(new PrintJob(id, PrintJob.Kind.RECEIPT, id, bytes));
        }
    }

    private static String printed(PrinterSimulator simulator) throws Exception {
        Printed printed = print("spool:receipts", "1");
        require(printed.outcome() == Printed.Outcome.UNCONFIRMED, printed.toString());
        long start = TICKER.nanos();
        while (simulator.receipts().isEmpty()) {
            require(TICKER.since(start).compareTo(PATIENCE) < 0, "nothing is on paper");
            Thread.sleep(20);
        }
        List<String> lines = simulator.receipts().get(0).lines();
        require(String.join(" ", lines).contains("VЁSKA"), lines.toString());
        require(simulator.ask(PrinterMachine::refusals).isEmpty(), "refused bytes");
        return simulator.receipts().size() + " receipt, cut: " + lines;
    }

    private static String refused(String address) throws Exception {
        Printed printed = print(address, "2");
        require(printed.outcome() == Printed.Outcome.NOT_STARTED, printed.toString());
        return printed.note();
    }
}
