package loyalty.terminal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code receipt}: what templates look like on paper. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        description = "Shows receipts before they are paper.",
        subcommands = ReceiptPreviewCommand.class)
final class ReceiptCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
