package loyalty.terminal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sync quarantine}: what the processor rejected, and what a person makes of it. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = {
            "Lists operations that the processor rejected, each with its reason.",
            "What was rejected for a mistake in it is mended: \"show\" writes it to a file, a person"
                    + " corrects the file, \"mend\" sends that instead. At most one of the two ever"
                    + " applies; points that were spent stay spent."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is in quarantine", "1:no agent runs", "3:something is"})
final class QuarantineCommand implements Callable<Integer> {
    private static final String PATH = "/v1/sync/quarantine";

    @Mixin private Place place;

    @Option(names = "--json", description = "As the API answers it.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return OperationList.print(agent(place).get(PATH), json, spec.commandLine().getOut());
    }

    private static AgentCalls agent(Place place) throws Exception {
        return AgentCalls.needed(place.settings().home());
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Writes one rejected operation as JSON, with the processor's answer.",
                "--body writes only its body, to be corrected and given to \"mend\". An enrolment's"
                        + " body names a person: keep the file to yourself and remove it."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:it is not in quarantine, or no agent runs"})
    int show(
            @Mixin Place where,
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--body", description = "Only the body.") boolean body)
            throws Exception {
        Node operation = agent(where).get(PATH + "/" + id);
        boolean only = body && operation instanceof Node.Mapping;
        Screen.say(spec, JsonText.pretty(only ? body((Node.Mapping) operation) : operation));
        return ExitCode.OK;
    }

    private static Node body(Node.Mapping operation) {
        return operation.entries().getOrDefault("body", operation);
    }

    @Command(
            name = "mend",
            mixinStandardHelpOptions = true,
            description = {
                "Sends a corrected body in place of the rejected one, under a new id.",
                "Which sale, return or grant it is, and which points it spent, cannot be changed."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:it will be sent",
                "1:it is not in quarantine, the file cannot be used, or no agent runs",
            })
    int mend(
            @Mixin Place where,
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--body", required = true, paramLabel = "FILE") Path file,
            @Option(names = "--why", required = true, paramLabel = "TEXT") String why)
            throws Exception {
        Node body = JsonText.read(read(file), file.toString());
        agent(where)
                .post(
                        PATH + "/" + id + "/mend",
                        Tree.mapping().put("body", body).put("why", why).node());
        Screen.say(
                spec,
                "The mended one will be sent under a new id; the journal keeps both, and why.");
        return ExitCode.OK;
    }

    private static String read(Path file) throws CommandFailed {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + file + ": write it with \"show --body\"");
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Sends one again as it was, when what stood in its way is gone.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it will be sent", "1:it is not in quarantine, or no agent runs"})
    int retry(@Mixin Place where, @Parameters(paramLabel = "ID") UUID id) throws Exception {
        agent(where).post(PATH + "/" + id + "/retry", Tree.mapping().node());
        Screen.say(spec, "It will be sent again under a new id.");
        return ExitCode.OK;
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = "Gives one up for good.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:it is not in quarantine, or no agent runs"})
    int drop(
            @Mixin Place where,
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--why", required = true, paramLabel = "TEXT") String why)
            throws Exception {
        agent(where).post(PATH + "/" + id + "/drop", Tree.mapping().put("why", why).node());
        Screen.say(spec, "Dropped; the journal keeps that it was, and why.");
        return ExitCode.OK;
    }
}
