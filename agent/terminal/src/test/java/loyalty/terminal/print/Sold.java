package loyalty.terminal.print;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.YamlText;
import loyalty.receipt.template.Language;

/** Sales calculated with the programmes that come with the product. */
record Sold(RulePack pack, SaleBody body) {
    private static final Path PROGRAMMES = Path.of("../../config/programmes");

    static Sold of(String programme, String member, String request) throws Exception {
        RulePack pack = pack(programme);
        return of(pack, Optional.of(yaml(member)), yaml(request));
    }

    /** A sale to nobody known. */
    static Sold toGuest(String programme, String request) throws Exception {
        return of(pack(programme), Optional.empty(), yaml(request));
    }

    static Sold of(RulePack pack, Optional<Node.Mapping> member, Node.Mapping asked)
            throws Exception {
        Optional<Member> known = Optional.empty();
        if (member.isPresent()) {
            known = Optional.of(Member.read(member.get(), pack).orThrow());
        }
        Quote quote = new Calculator(pack).quote(QuoteRequest.read(asked, pack).orThrow(), known);
        return new Sold(pack, body(asked, (Node.Mapping) quote.toNode(), member));
    }

    static RulePack pack(String programme) throws IOException, InvalidDocumentException {
        return pack(programme, text -> text);
    }

    /** A programme with something in its text changed. */
    static RulePack pack(String programme, UnaryOperator<String> change)
            throws IOException, InvalidDocumentException {
        Path file = PROGRAMMES.resolve(programme + ".yaml");
        String text = change.apply(Files.readString(file));
        return RulePack.read(YamlText.read(text, file.toString())).orThrow();
    }

    static Node.Mapping yaml(String text) throws InvalidDocumentException {
        return (Node.Mapping) YamlText.read(text, "test");
    }

    private static SaleBody body(
            Node.Mapping request, Node.Mapping quote, Optional<Node.Mapping> seen) {
        return new SaleBody(
                "s-1",
                "A-1",
                "s-1",
                "2026-11-25",
                Optional.of("17"),
                request,
                quote,
                new Node.Mapping(Map.of(), Position.NONE),
                seen,
                1,
                List.of(),
                List.of(),
                List.of(),
                new SaleBody.Money(0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of());
    }

    Sold issuing(String code) throws InvalidDocumentException {
        return with(body.quote(), List.of(yaml(code)));
    }

    /** The same by a register that stands on a lower step for this reason. */
    Sold hindered(String cause) {
        Map<String, Node> entries = new LinkedHashMap<>(body.quote().entries());
        entries.put("stepCause", Tree.text(cause));
        return with(new Node.Mapping(entries, Position.NONE), body.codesIssued());
    }

    private Sold with(Node.Mapping quote, List<Node.Mapping> codes) {
        return new Sold(
                pack,
                new SaleBody(
                        body.sale(),
                        body.receipt(),
                        body.store(),
                        body.businessDay(),
                        body.cashier(),
                        body.request(),
                        quote,
                        body.sold(),
                        body.seen(),
                        body.seenVersion(),
                        body.spends(),
                        body.created(),
                        body.prolonged(),
                        body.money(),
                        body.limits(),
                        body.codesUsed(),
                        codes));
    }

    Letterhead head() {
        Sign sign =
                new Sign(
                        "Shop",
                        "Минск, ул. Лесная, 1",
                        "192300777",
                        "https://card.example/{member}");
        return new Letterhead(pack, new Calculator(pack), sign, "2");
    }

    Map<String, Object> data() {
        return new ReceiptData(head(), body, Language.RU).values();
    }
}
