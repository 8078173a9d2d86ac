package loyalty.terminal.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.presence.DeviceList;
import loyalty.drivers.presence.FoundDevice;
import loyalty.drivers.presence.Holder;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.drivers.scanner.ScannerModel;
import loyalty.drivers.scanner.ScannerModels;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code devices}: what is plugged in, whether it works, and simulators in its place. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists, tests, calibrates, records and simulates scanners and printers.",
        subcommands = {
            DeviceTestCommand.class,
            DeviceCalibrateCommand.class,
            DeviceSetupCodesCommand.class,
            DeviceSimulateCommand.class,
            DeviceRecordCommand.class,
            DeviceReplayCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:it did not work", "2:the command line is wrong"})
final class DevicesCommand implements Runnable {
    static final int NOTHING = 3;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists devices that could be scanners or printers: kind, addresses to configure,"
                        + " name, which model fits, and which program holds it."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:something was found",
                "2:the command line is wrong",
                "3:nothing was found"
            })
    int list(@Option(names = "--json", description = "As JSON, for a script.") boolean json) {
        ScannerModels scanners = ScannerModels.bundled();
        List<FoundDevice> found = DeviceList.now(usb -> models(scanners, usb));
        if (json) {
            Screen.say(spec, JsonText.pretty(Tree.sequence(found, DevicesCommand::node)));
        } else {
            found.forEach(device -> Screen.say(spec, line(device)));
            if (found.isEmpty()) {
                Screen.say(
                        spec,
                        "Nothing that looks like a scanner or printer; plug one in and look again.");
            }
        }
        return found.isEmpty() ? NOTHING : ExitCode.OK;
    }

    /** Printers by their profiles' names, scanners by theirs and what should be done about them. */
    private static List<String> models(ScannerModels scanners, UsbIdentity usb) {
        Stream<String> printers =
                Profiles.bundled().fitting(usb.vendor(), usb.product()).stream()
                        .map(PrinterProfile::model);
        return Stream.concat(
                        printers, scanners.fitting(usb).stream().map(DevicesCommand::described))
                .toList();
    }

    private static String described(ScannerModel model) {
        return model.advice().isEmpty() ? model.toString() : model + ": " + model.advice();
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
                device.holders().stream().map(Holder::toString).collect(Collectors.joining(", "));
        return String.format(
                "%-9s %-34s %s%s%s",
                device.kind().name().toLowerCase(Locale.ROOT),
                String.join("  ", device.addresses()),
                device.name(),
                model(device),
                held.isEmpty() ? "" : "  held by " + held);
    }

    private static String model(FoundDevice device) {
        if (!device.models().isEmpty()) return "  model " + String.join(" or ", device.models());
        return device.kind() == FoundDevice.Kind.PRINTER
                ? "  model unknown: generic-80 or generic-58, then \"devices calibrate\""
                : "";
    }
}
