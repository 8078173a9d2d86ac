package loyalty.terminal.cli;

import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.SerialLine;
import picocli.CommandLine.Option;

/** How to talk on a serial port; the same option on every command that opens a device. */
final class SerialOption {
    @Option(
            names = "--line",
            defaultValue = "9600 8N1",
            paramLabel = "LINE",
            description = "Of a serial port (default: ${DEFAULT-VALUE}).")
    private String line;

    LinkSettings link() throws CommandFailed {
        return LinkSettings.usual().with(Arguments.checked(() -> SerialLine.parse(line)));
    }
}
