package loyalty.terminal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.SerialLine;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.presence.DeviceList;
import loyalty.drivers.presence.FoundDevice;
import loyalty.drivers.presence.Holder;
import loyalty.drivers.printer.Calibration;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.Printed;
import loyalty.drivers.printer.Printer;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import loyalty.drivers.simulate.ScannerConsole;
import loyalty.drivers.simulate.ScannerSimulator;
import loyalty.drivers.simulate.SecondConnection;
import loyalty.drivers.simulate.SimulatedWire;
import loyalty.drivers.simulate.Wires;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;
import loyalty.receipt.ReceiptLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices}: what is plugged in, whether it works, and simulators in its place. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists, tests, calibrates and simulates scanners and printers.",
        synopsisSubcommandLabel = "(list | test | calibrate | simulate)")
final class DevicesCommand implements Runnable {
    static final int NOTHING = 3;

    private static final int PAGES = 50;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists devices that could be scanners or printers, with their addresses.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:something was found", "3:nothing was"})
    int list(@Option(names = "--json") boolean json) {
        List<FoundDevice> found = DeviceList.now(DevicesCommand::models);
        if (json) {
            print(JsonText.pretty(Tree.sequence(found, DevicesCommand::node)));
        } else {
            found.forEach(device -> print(line(device)));
            if (found.isEmpty()) {
                print("Nothing that looks like a scanner or printer; plug one in and look again.");
            }
        }
        return found.isEmpty() ? NOTHING : ExitCode.OK;
    }

    private static List<String> models(UsbIdentity usb) {
        return Profiles.bundled().fitting(usb.vendor(), usb.product()).stream()
                .map(PrinterProfile::model)
                .toList();
    }

    private static Node node(FoundDevice device) {
        return Tree.mapping()
                .put("kind", device.kind().name().toLowerCase(Locale.ROOT))
                .put("name", device.name())
                .put("usb", device.usb())
                .put("addresses", device.addresses(), Tree::text)
                .put("holders", device.holders(), holder -> Tree.text(holder.toString()))
                .put("models", device.models(), Tree::text)
                .node();
    }

    private static String line(FoundDevice device) {
        String held =
                device.holders().isEmpty()
                        ? ""
                        : "  held by "
                                + String.join(
                                        ", ",
                                        device.holders().stream().map(Holder::toString).toList());
        String models =
                device.models().isEmpty() ? "" : "  model " + String.join(" or ", device.models());
        return String.format(
                "%-9s %-34s %s%s%s",
                device.kind().name().toLowerCase(Locale.ROOT),
                String.join("  ", device.addresses()),
                device.name(),
                models,
                held);
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Tests one device: with --model a printer, which prints a line; without, a scanner,"
                        + " which is waited for."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it works", "1:it does not; the text says why and what to try"})
    int test(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(names = "--model", paramLabel = "MODEL") @Nullable String model,
            @Option(names = "--line", defaultValue = "9600 8N1") String line,
            @Option(names = "--seconds", defaultValue = "20") int seconds)
            throws Exception {
        DeviceAddress at = address(address);
        LinkSettings link = LinkSettings.usual().with(SerialLine.parse(line));
        if (model == null) {
            return scanned(at, link, seconds);
        }
        PrinterProfile profile = profile(model);
        byte[] page =
                new Encoders(profile)
                        .pages(LetterRules.USUAL)
                        .encode(
                                ReceiptLine.lay(
                                        "^^Проба\nЁжик, €, №, ў\n=\n", profile.paper().columns()))
                        .bytes();
        return printed(at, profile, link, "test", page);
    }

    private int scanned(DeviceAddress at, LinkSettings link, int seconds) throws DeviceException {
        try (Scanner scanner = Scanners.open(ScannerSettings.usual(at).with(link))) {
            print("Open. Scan something within " + seconds + " seconds …");
            Optional<Scan> scan = scanner.poll(Duration.ofSeconds(seconds));
            print(scan.map(s -> "It works: a " + s + ".").orElse("Nothing was scanned."));
            return scan.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private int printed(
            DeviceAddress at, PrinterProfile profile, LinkSettings link, String id, byte[] bytes)
            throws DeviceException {
        try (Printer printer = Printers.of("printer", at, profile, link)) {
            printer.ready();
            Printed printed =
                    printer.print(new PrintJob(id, PrintJob.Kind.REPORT, "test page", bytes));
            print(printed.outcome() + " " + printed.note());
            return printed.outcome() == Printed.Outcome.CONFIRMED
                            || printed.outcome() == Printed.Outcome.UNCONFIRMED
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        }
    }

    @Command(
            name = "calibrate",
            mixinStandardHelpOptions = true,
            description = {
                "Prints a sheet on which the shop reads its printer's code page numbers: the line"
                        + " that shows Russian letters is the one to write into config/devices."
            })
    int calibrate(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(names = "--model", defaultValue = "generic-80") String model,
            @Option(names = "--line", defaultValue = "9600 8N1") String line,
            @Option(names = "--first", defaultValue = "0") int first,
            @Option(names = "--last", defaultValue = "" + PAGES) int last)
            throws Exception {
        PrinterProfile profile = profile(model);
        LinkSettings link = LinkSettings.usual().with(SerialLine.parse(line));
        byte[] sheet = Calibration.sheet(profile, first, last);
        return printed(address(address), profile, link, "calibration", sheet);
    }

    @Command(
            name = "simulate",
            mixinStandardHelpOptions = true,
            description = {
                "Runs a scanner or printer in software until Ctrl+C, and prints its address.",
                "A scanner scans each line typed; a printer writes its paper into --out."
            })
    int simulate(
            @Parameters(index = "0", paramLabel = "scanner|printer") String kind,
            @Parameters(
                            index = "1",
                            defaultValue = "pty",
                            paramLabel = "pty|pty:LINK|tcp:PORT",
                            description = "The wire it hangs on (default: pty).")
                    String where,
            @Option(names = "--model", defaultValue = "epson-tm-t20iii") String model,
            @Option(names = "--out", defaultValue = "var/paper", paramLabel = "DIR") Path out)
            throws Exception {
        if (kind.equals("scanner")) {
            return simulateScanner(where);
        }
        if (kind.equals("printer")) {
            return simulatePrinter(where, model, out);
        }
        throw new CommandFailed("simulate a scanner or a printer, not \"" + kind + "\"");
    }

    private int simulateScanner(String where) throws IOException, CommandFailed {
        try (ScannerSimulator scanner = new ScannerSimulator(wire(where))) {
            print(scanner.address());
            print(ScannerConsole.HELP);
            new ScannerConsole(scanner, spec.commandLine().getOut())
                    .run(
                            new BufferedReader(
                                    new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            return ExitCode.OK;
        }
    }

    private int simulatePrinter(String where, String model, Path out)
            throws IOException, CommandFailed, InterruptedException {
        Files.createDirectories(out);
        try (PrinterSimulator printer =
                PrinterSimulator.start(wire(where), Models.of(profile(model))).saveInto(out)) {
            printer.onReceipt(receipt -> print("a receipt is on paper in " + out));
            print(printer.address());
            Thread.currentThread().join();
            return ExitCode.OK;
        }
    }

    private static SimulatedWire wire(String where) throws DeviceException, CommandFailed {
        try {
            return Wires.open(where, SecondConnection.WAITS);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static PrinterProfile profile(String model) throws CommandFailed {
        Profiles known = Profiles.bundled();
        return known.find(model)
                .orElseThrow(
                        () ->
                                new CommandFailed(
                                        "no printer profile \""
                                                + model
                                                + "\"; there are "
                                                + String.join(
                                                        ", ",
                                                        known.all().stream()
                                                                .map(PrinterProfile::model)
                                                                .toList())));
    }

    private static DeviceAddress address(String text) throws CommandFailed {
        try {
            return DeviceAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
