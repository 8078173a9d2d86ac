package loyalty.terminal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code calculate}: a quote from files alone; no database, no network, no clock. */
@Command(
        name = "calculate",
        mixinStandardHelpOptions = true,
        description = {
            "Works out what a basket costs, what points may pay for and what it earns.",
            "Reads the request from a file or from standard input, writes the quote to standard"
                    + " output. No database, no network."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the quote is written", "1:pack, member or request is wrong"})
final class CalculateCommand implements Callable<Integer> {
    @Option(names = "--pack", required = true, paramLabel = "PACK.yaml", description = "The rules.")
    private Path pack;

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
            description = "Works out a return of the sale that the request would have been.")
    private @Nullable Path goodsBack;

    @Parameters(arity = "0..1", paramLabel = "QUOTE-REQUEST.json", description = "The basket.")
    private @Nullable Path request;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RulePack rules = RulePack.read(YamlText.read(bytes(pack), pack.toString())).orThrow();
        Optional<Member> who =
                member == null
                        ? Optional.empty()
                        : Optional.of(
                                Member.read(JsonText.read(bytes(member), member.toString()), rules)
                                        .orThrow());
        QuoteRequest asked = QuoteRequest.read(placed(document()), rules).orThrow();
        Calculator calculator = new Calculator(rules);
        Quote quote = calculator.quote(asked, who);
        Node answer =
                goodsBack == null
                        ? quote.toNode()
                        : returned(goodsBack, rules, calculator, asked, quote, who);
        PrintWriter out = spec.commandLine().getOut();
        out.println(JsonText.pretty(answer));
        out.flush();
        return ExitCode.OK;
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

    private static Node returned(
            Path file,
            RulePack rules,
            Calculator calculator,
            QuoteRequest asked,
            Quote quote,
            Optional<Member> who)
            throws IOException, InvalidDocumentException, CommandFailed {
        SoldReceipt sold = SoldReceipt.of("sale", quote).asAsked(asked, who);
        ReturnRequest back =
                ReturnRequest.read(JsonText.read(bytes(file), file.toString()), rules).orThrow();
        Optional<Member> after = who.map(m -> m.apply(quote.effects("sale")));
        try {
            ReturnQuote answer =
                    new Returns(ReturnTerms.of(rules.settings()), calculator::cost)
                            .quote("return", sold, Returned.NOTHING, back, after);
            return answer.toNode(rules);
        } catch (RefusedReturnException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
