package loyalty.terminal.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceAddress.Scheme;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;
import loyalty.drivers.printer.Printer;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.record.RecordingLink;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices record}: a device's traffic in a file that can be given away. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Writes down what goes to and from a device, with letters and digits replaced so that"
                    + " no card, phone or name is in the file.",
            "Without --model a scanner: scan what makes trouble. With --model a printer, which"
                    + " prints a test page."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:something was recorded",
            "1:the device or the file failed; the text says why and what to try",
            "2:the command line is wrong",
            "3:nothing came within the time"
        })
final class DeviceRecordCommand implements Callable<Integer> {
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Ticker TICKER = Ticker.system();

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Such as hidraw:1eab:0d10.")
    private String address;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to write it.")
    private Path file;

    @Option(names = "--model", paramLabel = "MODEL", description = "The printer's profile.")
    private @Nullable String model;

    @Mixin private SerialOption serial;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            paramLabel = "N",
            description = "How long to listen to a scanner (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--count",
            defaultValue = "0",
            paramLabel = "N",
            description = "End after so many scans; 0 for no such end (default: 0).")
    private int count;

    @Override
    public Integer call() throws Exception {
        DeviceAddress at = Arguments.address(address);
        LinkSettings link = serial.link();
        try (Writer out = Files.newBufferedWriter(file)) {
            return model == null ? scanner(at, link, out) : printer(at, link, model, out);
        }
    }

    private int scanner(DeviceAddress at, LinkSettings settings, Writer out) throws IOException {
        boolean hid = at.scheme() == Scheme.HIDRAW || at.scheme() == Scheme.USB;
        Link link = hid ? Links.openHid(at, settings) : Links.open(at, settings);
        int scans = 0;
        try (Scanner scanner =
                Scanners.over(new RecordingLink(link, out, TICKER), ScannerSettings.usual(at))) {
            Screen.say(spec, "Recording for " + seconds + " seconds. Scan what makes trouble …");
            long start = TICKER.nanos();
            while (TICKER.since(start).toSeconds() < seconds && (count == 0 || scans < count)) {
                Optional<Scan> scan = scanner.poll(GLANCE);
                scan.ifPresent(one -> Screen.say(spec, "recorded: " + one));
                scans += scan.isPresent() ? 1 : 0;
            }
        } catch (DeviceException e) {
            if (scans == 0) throw e;
            Screen.say(spec, String.valueOf(e.getMessage()));
        }
        Screen.say(spec, scans + " scans are in " + file);
        return scans == 0 ? DevicesCommand.NOTHING : ExitCode.OK;
    }

    private int printer(DeviceAddress at, LinkSettings settings, String wanted, Writer out)
            throws Exception {
        PrinterProfile profile = Arguments.profile(wanted);
        byte[] page = DeviceTestCommand.page(profile);
        Printer printer =
                Printers.over(
                        "printer",
                        () -> new RecordingLink(Links.open(at, settings), out, TICKER),
                        profile);
        int code = DeviceJob.print(printer, "record", page, spec.commandLine().getOut());
        Screen.say(spec, "the traffic is in " + file);
        return code;
    }
}
