package loyalty.terminal.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceAddress.Scheme;
import loyalty.drivers.DeviceException;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.printer.JavaPosPrinter;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.scanner.JavaPosScanner;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import loyalty.receipt.ReceiptLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices test}: whether one device works. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Tests one device: with --model a printer, which prints a line; without, a scanner,"
                    + " which is waited for."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it works",
            "1:it does not; the text says why and what to try",
            "2:the command line is wrong"
        })
final class DeviceTestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ADDRESS", description = "Such as serial:/dev/ttyACM0.")
    private String address;

    @Option(names = "--model", paramLabel = "MODEL", description = "The printer's profile.")
    private @Nullable String model;

    @Mixin private SerialOption serial;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            paramLabel = "N",
            description = "How long to wait for a scan (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        DeviceAddress at = Arguments.address(address);
        LinkSettings link = serial.link();
        if (model == null) return scanned(at, link);
        PrinterProfile profile = Arguments.profile(model);
        if (at.scheme() == Scheme.JAVAPOS)
            health(new JavaPosPrinter("printer", at.target(), profile));
        byte[] page = page(profile);
        return DeviceJob.print(
                Printers.of("printer", at, profile, link),
                "test",
                page,
                spec.commandLine().getOut());
    }

    /** UnifiedPOS has the vendor's control say how the device is and what it has done. */
    private void health(JavaPosPrinter opened) throws DeviceException {
        try (JavaPosPrinter vendor = opened) {
            Screen.say(spec, vendor.checkHealth());
            Screen.say(spec, vendor.statistics());
        }
    }

    static byte[] page(PrinterProfile profile) throws CommandFailed {
        String markup = "^^Проба\nЁжик, €, №, ў\n=\n";
        return PaperForm.bytes(ReceiptLine.lay(markup, profile.paper().columns()), profile);
    }

    private int scanned(DeviceAddress at, LinkSettings link) throws DeviceException {
        try (Scanner scanner = Scanners.open(ScannerSettings.usual(at).with(link))) {
            if (scanner instanceof JavaPosScanner vendor) {
                Screen.say(spec, vendor.checkHealth());
                Screen.say(spec, vendor.statistics());
            }
            Screen.say(spec, "Open. Scan something within " + seconds + " seconds …");
            Optional<Scan> scan = scanner.poll(Duration.ofSeconds(seconds));
            Screen.say(
                    spec, scan.map(s -> "It works: a " + s + ".").orElse("Nothing was scanned."));
            return scan.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
