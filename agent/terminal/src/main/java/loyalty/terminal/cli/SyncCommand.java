package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;
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
        synopsisSubcommandLabel = "(now | queue | quarantine)")
final class SyncCommand implements Runnable {
    static final int SOMETHING = 3;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "now",
            mixinStandardHelpOptions = true,
            description = "Sends everything that waits, also what was told to wait.")
    int now(@Mixin Place place) throws Exception {
        AgentCalls.needed(place.settings().home()).post("/v1/sync/now", Tree.mapping().node());
        print("Asked; \"status\" shows when it is done.");
        return ExitCode.OK;
    }

    @Command(
            name = "queue",
            mixinStandardHelpOptions = true,
            description = "Lists operations that the processor has not answered yet.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing waits", "3:something waits"})
    int queue(@Mixin Place place, @Option(names = "--json") boolean json) throws Exception {
        return list(AgentCalls.needed(place.settings().home()).get("/v1/sync/queue"), json);
    }

    @Command(
            name = "quarantine",
            mixinStandardHelpOptions = true,
            description = {
                "Lists operations that the processor rejected, each with its reason.",
                "--retry ID sends one again; --drop ID --why TEXT gives one up for good."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing is in quarantine, or it was done", "3:something is"})
    int quarantine(
            @Mixin Place place,
            @Option(names = "--json") boolean json,
            @Option(names = "--retry", paramLabel = "ID") UUID retry,
            @Option(names = "--drop", paramLabel = "ID") UUID drop,
            @Option(names = "--why", defaultValue = "", paramLabel = "TEXT") String why)
            throws Exception {
        AgentCalls agent = AgentCalls.needed(place.settings().home());
        String path = "/v1/sync/quarantine";
        if (retry != null) {
            agent.post(path + "/" + retry + "/retry", Tree.mapping().node());
            print("It will be sent again under a new id.");
            return ExitCode.OK;
        }
        if (drop != null) {
            agent.post(path + "/" + drop + "/drop", Tree.mapping().put("why", why).node());
            print("Dropped; the journal keeps that it was, and why.");
            return ExitCode.OK;
        }
        return list(agent.get(path), json);
    }

    private int list(Node answer, boolean json) {
        List<Node> operations = Fields.of(answer, new ArrayList<>()).sequence("operations");
        if (json) {
            print(JsonText.pretty(answer));
        }
        for (Node operation : json ? List.<Node>of() : operations) {
            Fields fields = Fields.of(operation, new ArrayList<>());
            print(
                    String.format(
                            "%6s  %s  %-12s %s  %s",
                            fields.text("seq").orElse(""),
                            fields.text("id").orElse(""),
                            fields.text("kind").orElse(""),
                            fields.text("at").orElse(""),
                            fields.text("answer").orElse("")));
        }
        return operations.isEmpty() ? ExitCode.OK : SOMETHING;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
