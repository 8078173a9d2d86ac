package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.scanner.ScannerModels;
import loyalty.drivers.scanner.SetupCode;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices setup-codes}: barcodes that switch scanners over from typing. */
@Command(
        name = "setup-codes",
        mixinStandardHelpOptions = true,
        description = {
            "Barcodes that switch a scanner from typing like a keyboard over to a virtual COM port"
                    + " or HID POS: a sheet to scan from.",
            "Without --out or --printer it lists them. More can be added to config/scanners.yaml;"
                    + " makers not in it have them in their guides."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the sheet could not be printed or written; the text says why",
            "2:the command line is wrong",
            "3:there is none for this name"
        })
final class DeviceSetupCodesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            defaultValue = "",
            paramLabel = "NAME",
            description = "A part of the scanner's name, such as datalogic; without, all.")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The sheet as a picture, .png or .svg, or .bin for --model's bytes.")
    private @Nullable Path out;

    @Option(
            names = "--printer",
            paramLabel = "ADDRESS",
            description = "Prints the sheet there, with --model.")
    private @Nullable String printer;

    @Option(
            names = "--model",
            defaultValue = "generic-80",
            paramLabel = "MODEL",
            description = "The printer's profile (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--scanners",
            paramLabel = "FILE",
            description = "Instead of the scanners.yaml that came with the program.")
    private @Nullable Path scanners;

    @Override
    public Integer call() throws Exception {
        ScannerModels models =
                scanners == null ? ScannerModels.bundled() : ScannerModels.read(scanners);
        String wanted = name.toLowerCase(Locale.ROOT);
        List<SetupCode> codes =
                models.setupCodes().stream()
                        .filter(code -> code.name().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList();
        PrintWriter writer = spec.commandLine().getOut();
        if (codes.isEmpty()) {
            writer.println("No set-up barcode for \"" + name + "\": the maker's guide has it.");
            return DevicesCommand.NOTHING;
        }
        if (printer != null) return print(codes, printer);
        if (out != null) write(codes, out);
        else codes.forEach(code -> writer.println(code.name() + " (" + code.source() + ")"));
        return ExitCode.OK;
    }

    private static Page sheet(List<SetupCode> codes, int columns) {
        String markup = codes.stream().map(SetupCode::markup).collect(Collectors.joining());
        return ReceiptLine.lay(markup + "=\n", columns);
    }

    private int print(List<SetupCode> codes, String address) throws Exception {
        PrinterProfile profile = Arguments.profile(model);
        Page page = sheet(codes, profile.paper().columns());
        byte[] bytes = PaperForm.bytes(page, profile);
        return DeviceJob.print(
                Printers.of("printer", Arguments.address(address), profile, LinkSettings.usual()),
                "setup-codes",
                bytes,
                spec.commandLine().getOut());
    }

    private void write(List<SetupCode> codes, Path file) throws Exception {
        PaperForm form = PaperForm.of(file);
        if (form == PaperForm.TEXT) {
            throw new CommandFailed(file + ": no barcode is left of a sheet as text");
        }
        Page page = sheet(codes, Arguments.profile(model).paper().columns());
        Files.write(file, form.content(page, model));
    }
}
