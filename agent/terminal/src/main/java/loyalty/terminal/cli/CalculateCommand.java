package loyalty.terminal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import loyalty.protocol.trial.Trial;
import loyalty.protocol.trial.WorkedCase;
import loyalty.protocol.trial.WorkedCases;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code calculate}: a quote from files alone; no database, no network, no clock. */
@Command(
        name = "calculate",
        mixinStandardHelpOptions = true,
        description = {
            "Works out what a basket costs, what points may pay for and what it earns.",
            "Reads the request from a file or from standard input, writes the quote to standard"
                    + " output. No database, no network.",
            "With --return: what comes back of the sale that the request would have been. With"
                    + " --cases: whether a programme does what was worked out by hand beside it."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the quote is written, or every case is as worked out by hand",
            "1:pack, member, request or return is wrong",
            "2:the command line is wrong",
            "3:a case differs"
        })
final class CalculateCommand implements Callable<Integer> {
    static final int DIFFERENT = 3;

    @Option(names = "--pack", paramLabel = "PACK.yaml", description = "The rules.")
    private @Nullable Path pack;

    @Option(names = "--member", paramLabel = "MEMBER.json", description = "Who buys, if known.")
    private @Nullable Path member;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The instant, such as 2026-11-25T12:30:00+03:00, if the request has none.")
    private @Nullable String at;

    @Option(
            names = "--return",
            paramLabel = "RETURN.json",
            description =
                    "What is brought back of the sale that the request would have been: {at, lines:"
                            + " [{id, quantity}]}, or a list of such, one after the other.")
    private @Nullable Path goodsBack;

    @Option(
            names = "--cases",
            arity = "1..*",
            paramLabel = "CASES.yaml",
            description =
                    "Works out every case of these files (veska.cases.yaml for the pack veska.yaml"
                            + " beside it) and compares.")
    private List<Path> cases = List.of();

    @Parameters(arity = "0..1", paramLabel = "QUOTE-REQUEST.json", description = "The basket.")
    private @Nullable Path request;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!cases.isEmpty()) {
            return compare();
        }
        if (pack == null) {
            throw new ParameterException(
                    spec.commandLine(), "Name the rules with --pack PACK.yaml, or --cases.");
        }
        RulePack rules = RulePack.read(YamlText.read(bytes(pack), pack.toString())).orThrow();
        Optional<Member> who =
                member == null
                        ? Optional.empty()
                        : Optional.of(
                                Member.read(JsonText.read(bytes(member), member.toString()), rules)
                                        .orThrow());
        QuoteRequest asked = QuoteRequest.read(placed(document()), rules).orThrow();
        Trial trial = new Trial(rules, asked, who);
        Screen.say(
                spec,
                JsonText.pretty(
                        goodsBack == null
                                ? trial.quote().toNode()
                                : returned(trial, rules, goodsBack)));
        return ExitCode.OK;
    }

    private int compare() throws Exception {
        int all = 0;
        int different = 0;
        for (Path file : cases) {
            List<WorkedCase> worked =
                    pack == null ? WorkedCases.read(file) : WorkedCases.read(file, pack);
            for (WorkedCase one : worked) {
                List<String> differences = one.differences();
                Screen.say(spec, (differences.isEmpty() ? "ok      " : "differs ") + one);
                differences.forEach(difference -> Screen.say(spec, "        " + difference));
                all++;
                different += differences.isEmpty() ? 0 : 1;
            }
        }
        Screen.say(
                spec,
                all + " cases, " + (different == 0 ? "all" : all - different) + " as worked out");
        return different == 0 ? ExitCode.OK : DIFFERENT;
    }

    private Node returned(Trial trial, RulePack rules, Path file) throws Exception {
        Node asked = JsonText.read(bytes(file), file.toString());
        boolean several = asked instanceof Node.Sequence;
        List<ReturnRequest> requests = new ArrayList<>();
        for (Node one : asked instanceof Node.Sequence list ? list.items() : List.of(asked)) {
            requests.add(ReturnRequest.read(one, rules).orThrow());
        }
        try {
            List<ReturnQuote> quotes = trial.returns(requests);
            return several
                    ? Tree.sequence(quotes, quote -> quote.toNode(rules))
                    : quotes.get(0).toNode(rules);
        } catch (RefusedReturnException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        return Files.readAllBytes(file);
    }

    private Node document() throws IOException, InvalidDocumentException {
        return request == null
                ? JsonText.read(System.in, "standard input")
                : JsonText.read(bytes(request), request.toString());
    }

    /** The request with {@code --at} in its context, unless it names an instant itself. */
    private Node placed(Node document) throws CommandFailed {
        if (at == null || !(document instanceof Node.Mapping mapping)) {
            return document;
        }
        try {
            OffsetDateTime checked = OffsetDateTime.parse(at);
            Map<String, Node> context = new LinkedHashMap<>();
            if (mapping.entries().get("context") instanceof Node.Mapping given) {
                context.putAll(given.entries());
            }
            context.putIfAbsent("at", Tree.text(checked.toString()));
            Map<String, Node> entries = new LinkedHashMap<>(mapping.entries());
            entries.put("context", new Node.Mapping(context, Position.NONE));
            return new Node.Mapping(entries, mapping.at());
        } catch (DateTimeParseException e) {
            throw new CommandFailed(
                    "--at is not a time: " + at + "; write it as 2026-11-25T12:30:00+03:00");
        }
    }
}
