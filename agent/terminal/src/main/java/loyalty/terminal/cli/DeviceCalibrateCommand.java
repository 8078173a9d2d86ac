package loyalty.terminal.cli;

import java.util.concurrent.Callable;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.printer.Calibration;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.receipt.template.TemplateException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices calibrate}: the sheet from which a shop learns its printer's numbers. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a sheet on which the shop sees what its printer can do and reads its code page"
                    + " numbers: those of the model, then others; the line that shows Russian letters"
                    + " is the one to write into config/devices."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the sheet was sent",
            "1:it was not; the text says why and what to try",
            "2:the command line is wrong"
        })
final class DeviceCalibrateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ADDRESS", description = "Such as usb:04b8:0e15.")
    private String address;

    @Option(
            names = "--model",
            defaultValue = "generic-80",
            paramLabel = "MODEL",
            description = "How to talk to it meanwhile (default: ${DEFAULT-VALUE}).")
    private String model;

    @Mixin private SerialOption serial;

    @Option(
            names = "--first",
            defaultValue = "0",
            paramLabel = "N",
            description = "The first number to try (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(
            names = "--last",
            defaultValue = "50",
            paramLabel = "N",
            description = "The last one, 255 at most (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--language",
            defaultValue = "ru",
            paramLabel = "ru|be|kk|en",
            description = "Of the sheet (default: ${DEFAULT-VALUE}).")
    private String language;

    @Override
    public Integer call() throws Exception {
        PrinterProfile profile = Arguments.profile(model);
        LinkSettings link = serial.link();
        byte[] sheet = sheet(profile);
        return DeviceJob.print(
                Printers.of("printer", Arguments.address(address), profile, link),
                "calibration",
                sheet,
                spec.commandLine().getOut());
    }

    private byte[] sheet(PrinterProfile profile)
            throws CommandFailed, TemplateException, UnprintableException {
        try {
            return Calibration.sheet(profile, address, Arguments.language(language), first, last);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
