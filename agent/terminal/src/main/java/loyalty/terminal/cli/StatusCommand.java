package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: how the running agent stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows mode, step, pending and quarantined operations, devices, pack, clock.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:online",
            "1:no agent runs",
            "3:offline: the processor does not answer",
            "4:something is in quarantine",
        })
final class StatusCommand implements Callable<Integer> {
    static final int OFFLINE = 3;
    static final int QUARANTINE = 4;

    @Mixin private Place place;

    @Option(names = "--json", description = "As the API answers it.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Node status = AgentCalls.needed(place.settings().home()).get("/v1/status");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(status));
        } else {
            print(status, "", out);
        }
        out.flush();
        Fields fields = Fields.of(status, new ArrayList<>());
        long quarantined =
                fields.requiredMapping("pending").whole("quarantined", 0, 0, Long.MAX_VALUE);
        if (quarantined > 0) {
            return QUARANTINE;
        }
        return fields.text("mode").filter("online"::equals).isPresent() ? ExitCode.OK : OFFLINE;
    }

    /** Name and value per line, what is inside indented. */
    private static void print(Node node, String indent, PrintWriter out) {
        if (!(node instanceof Node.Mapping mapping)) {
            return;
        }
        for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
            Node value = entry.getValue();
            if (value instanceof Node.Mapping) {
                out.println(indent + entry.getKey());
                print(value, indent + "  ", out);
            } else {
                out.printf("%s%-22s %s%n", indent, entry.getKey(), text(value));
            }
        }
    }

    private static String text(Node value) {
        return value instanceof Node.Text text ? text.value() : JsonText.write(value);
    }
}
