package loyalty.terminal.cli;

import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sync}: what waits for the processor, what it rejected, and "now". */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Sends what waits, and shows what waits or was rejected.",
        synopsisSubcommandLabel = "(now | queue | quarantine)",
        subcommands = QuarantineCommand.class)
final class SyncCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "now",
            mixinStandardHelpOptions = true,
            description = "Sends everything that waits, also what was told to wait.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:the agent was asked", "1:no agent runs; the text says what to do"})
    int now(@Mixin Place place) throws Exception {
        AgentCalls.needed(place.settings().home()).post("/v1/sync/now", Tree.mapping().node());
        Screen.say(spec, "Asked; \"status\" shows when it is done.");
        return ExitCode.OK;
    }

    @Command(
            name = "queue",
            mixinStandardHelpOptions = true,
            description = "Lists operations that the processor has not answered yet.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing waits", "1:no agent runs", "3:something waits"})
    int queue(@Mixin Place place, @Option(names = "--json") boolean json) throws Exception {
        Node waiting = AgentCalls.needed(place.settings().home()).get("/v1/sync/queue");
        return OperationList.print(waiting, json, spec.commandLine().getOut());
    }
}
