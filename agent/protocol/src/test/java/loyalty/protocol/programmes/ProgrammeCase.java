package loyalty.protocol.programmes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loyalty.engine.Calculator;
import loyalty.engine.basket.Context;
import loyalty.engine.codes.DerivedCode;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Moments;
import loyalty.engine.grants.DueGrant;
import loyalty.engine.grants.Grants;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;
import loyalty.engine.reward.Grant.Occasion;
import loyalty.protocol.text.YamlText;

/** One worked case of a programme: a quote, grants, or a return after a sale. */
record ProgrammeCase(
        String programme, String title, RulePack pack, Optional<Member> member, Node.Mapping body) {
    private static final Path PROGRAMMES = Path.of("..", "..", "config", "programmes");
    private static final String ENDING = ".cases.yaml";

    /** All cases of all programmes, by file name. */
    static Stream<ProgrammeCase> all() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMMES)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList().stream()
                    .flatMap(ProgrammeCase::read);
        }
    }

    /** All packs that are shipped. */
    static List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMMES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<ProgrammeCase> read(Path file) {
        try {
            Node.Mapping document = (Node.Mapping) YamlText.read(file);
            String name = file.getFileName().toString().replace(ENDING, "");
            RulePack pack =
                    RulePack.read(YamlText.read(PROGRAMMES.resolve(name + ".yaml"))).orThrow();
            List<ProgrammeCase> cases = new ArrayList<>();
            for (Node item : ((Node.Sequence) document.entries().get("cases")).items()) {
                cases.add(of(name, pack, document, (Node.Mapping) item));
            }
            return cases.stream();
        } catch (IOException | InvalidDocumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private static ProgrammeCase of(
            String programme, RulePack pack, Node.Mapping document, Node.Mapping body)
            throws InvalidDocumentException {
        Node member = body.entries().get("member");
        if (member instanceof Node.Text name) {
            member = ((Node.Mapping) document.entries().get("members")).entries().get(name.value());
        }
        Optional<Member> known =
                member == null
                        ? Optional.empty()
                        : Optional.of(Member.read(member, pack).orThrow());
        String title =
                text(body, "row")
                        + (body.entries().containsKey("name") ? ": " + text(body, "name") : "");
        return new ProgrammeCase(programme, title, pack, known, body);
    }

    /** What is different from what was worked out by hand. */
    List<String> differences() throws Exception {
        return Likeness.differences(body.entries().get("expect"), answer());
    }

    private Node answer() throws Exception {
        if (body.entries().containsKey("grants")) {
            return grants((Node.Mapping) body.entries().get("grants"));
        }
        return body.entries().containsKey("return") ? returned() : quote().toNode();
    }

    private loyalty.engine.quote.Quote quote() throws InvalidDocumentException {
        return new Calculator(pack).quote(request(), member);
    }

    private QuoteRequest request() throws InvalidDocumentException {
        QuoteRequest asked = QuoteRequest.read(body.entries().get("request"), pack).orThrow();
        return body.entries().get("issued") instanceof Node.Mapping issued
                ? with(asked, code(issued))
                : asked;
    }

    /** A code as some register would have issued it. */
    private String code(Node.Mapping issued) {
        return new DerivedCode(pack.settings().codeKey(), text(issued, "promotion"))
                .issue(
                        "secret of a register",
                        "sale-1",
                        text(issued, "member"),
                        text(issued, "transferable").equals("true"),
                        Optional.of(java.time.LocalDate.parse(text(issued, "lastDay"))));
    }

    private static QuoteRequest with(QuoteRequest asked, String code) {
        List<String> codes = new ArrayList<>(asked.codes());
        codes.add(code);
        return new QuoteRequest(
                asked.member(),
                asked.basket(),
                codes,
                asked.redeem(),
                asked.bound(),
                asked.context());
    }

    /** The sale of the request, then its lines returned one request after the other. */
    private Node returned() throws Exception {
        SoldReceipt sold = SoldReceipt.of("sale", quote()).asAsked(request(), member);
        Optional<Member> known = member.map(m -> m.apply(quoteEffects()));
        Returns returns = new Returns(ReturnTerms.of(pack.settings()), new Calculator(pack)::cost);
        Returned before = Returned.NOTHING;
        List<Node> answers = new ArrayList<>();
        for (Node part : ((Node.Sequence) body.entries().get("return")).items()) {
            ReturnRequest request = ReturnRequest.read(part, pack).orThrow();
            var quote = returns.quote("return-" + answers.size(), sold, before, request, known);
            known = known.map(m -> m.apply(quote.effects()));
            before = quote.after();
            answers.add(quote.toNode(pack));
        }
        return Tree.sequence(answers);
    }

    private loyalty.engine.member.Effects quoteEffects() {
        try {
            return quote().effects("sale");
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private Node grants(Node.Mapping asked) {
        Grants grants = new Grants(pack.settings(), pack.promotions());
        Member who = member.orElseThrow();
        Context context = context((Node.Mapping) asked.entries().get("context"));
        String on = text(asked, "on");
        List<DueGrant> due =
                on.equals("manual")
                        ? requested(grants, asked, who, context)
                        : grants.due(
                                who,
                                context,
                                on.equals("due") ? Occasion.DUE : Occasion.REGISTRATION);
        return Tree.sequence(due, this::grant);
    }

    private List<DueGrant> requested(
            Grants grants, Node.Mapping asked, Member who, Context context) {
        Map<String, Node> entries = asked.entries();
        Optional<Points> points =
                entries.containsKey("points")
                        ? Optional.of(
                                pack.points()
                                        .points(new java.math.BigDecimal(text(asked, "points")))
                                        .orElseThrow())
                        : Optional.empty();
        String request = entries.containsKey("request") ? text(asked, "request") : "r-1";
        Grants.Requested answer =
                grants.request(text(asked, "promotion"), points, request, who, context);
        return answer.outcome() == Grants.Outcome.DUE
                ? List.of(answer.grant().orElseThrow())
                : List.of();
    }

    private Context context(Node.Mapping context) {
        return Context.at(Moments.parse(text(context, "at"), pack.zone()).orElseThrow());
    }

    private Node grant(DueGrant grant) {
        return Tree.mapping()
                .put("promotion", grant.promotion())
                .put("identity", grant.identity())
                .put("points", pack.points().text(grant.points()))
                .put(
                        "lots",
                        grant.lots(),
                        lot ->
                                Tree.mapping()
                                        .put("points", pack.points().text(lot.points()))
                                        .putText("activeFrom", lot.activeFrom().map(this::text))
                                        .putText("expiresAt", lot.expiresAt().map(this::text))
                                        .node())
                .node();
    }

    private String text(java.time.Instant instant) {
        return Moments.text(instant, pack.zone());
    }

    private static String text(Node.Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof Node.Text text
                ? text.value()
                : loyalty.protocol.text.JsonText.write(mapping.entries().get(key)).strip();
    }

    @Override
    public String toString() {
        return programme + ", " + title;
    }
}
