package loyalty.protocol.trial;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.basket.Context;
import loyalty.engine.codes.DerivedCode;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Moments;
import loyalty.engine.grants.DueGrant;
import loyalty.engine.grants.Grants;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.reward.Grant;
import loyalty.engine.reward.Grant.Occasion;

/**
 * One worked case of a programme.
 *
 * @param row the mechanic that it shows
 * @param name what is special about it; empty if nothing is
 * @param expect a part of the answer: keys that are not named may be anything
 */
public record WorkedCase(
        String programme,
        String row,
        String name,
        RulePack pack,
        Optional<Member> member,
        Question question,
        Node expect) {
    /**
     * What is asked.
     *
     * @param issued a code that some register issued before, to be shown with the request
     * @param returns requests to return the sale that the request would have been
     */
    record Question(
            Optional<Node> request,
            Optional<Node> issued,
            Optional<Node> grants,
            List<Node> returns) {}

    /** What is different from what was worked out by hand; nothing if all is as expected. */
    public List<String> differences() throws InvalidDocumentException, RefusedReturnException {
        return Likeness.differences(expect, answer());
    }

    /** The whole answer. */
    public Node answer() throws InvalidDocumentException, RefusedReturnException {
        if (question.grants.isPresent()) {
            return grants(question.grants.get());
        }
        Trial trial = new Trial(pack, request(), member);
        if (question.returns.isEmpty()) {
            return trial.quote().toNode();
        }
        List<ReturnRequest> requests = new ArrayList<>();
        for (Node part : question.returns) {
            requests.add(ReturnRequest.read(part, pack).orThrow());
        }
        List<ReturnQuote> quotes = trial.returns(requests);
        return Tree.sequence(quotes, quote -> quote.toNode(pack));
    }

    private QuoteRequest request() throws InvalidDocumentException {
        QuoteRequest asked = QuoteRequest.read(question.request.orElseThrow(), pack).orThrow();
        if (question.issued.isEmpty()) {
            return asked;
        }
        List<String> codes = new ArrayList<>(asked.codes());
        codes.add(code(fields(question.issued.get())));
        return new QuoteRequest(
                asked.member(),
                asked.basket(),
                codes,
                asked.redeem(),
                asked.bound(),
                asked.context(),
                asked.codesTaken());
    }

    private static Fields fields(Node node) {
        return Fields.of(node, new ArrayList<Problem>());
    }

    /** A code as some register would have issued it. */
    private String code(Fields issued) throws InvalidDocumentException {
        String promotion = issued.requiredText("promotion");
        String owner = issued.requiredText("member");
        LocalDate lastDay = day(issued, "lastDay");
        boolean transferable = issued.truth("transferable", false);
        issued.end();
        issued.throwIfInvalid();
        return new DerivedCode(pack.settings().codeKey(), promotion)
                .issue("secret of a register", "sale-1", owner, transferable, Optional.of(lastDay));
    }

    private static LocalDate day(Fields fields, String key) {
        String text = fields.requiredText(key);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            fields.problem(key, "not a day: \"" + text + "\"", "write 2026-11-25");
            return LocalDate.EPOCH;
        }
    }

    private Node grants(Node node) throws InvalidDocumentException {
        Fields asked = fields(node);
        Occasion on = asked.choice("on", Occasion.DUE, Grant.OCCASIONS);
        Optional<Points> points = asked.decimal("points").flatMap(this::points);
        String request = asked.text("request").orElse("r-1");
        String promotion = asked.text("promotion").orElse("");
        Optional<Context> context = asked.mapping("context").flatMap(this::context);
        asked.end();
        asked.throwIfInvalid();
        Grants grants = new Grants(pack.settings(), pack.promotions());
        Member who = member.orElseThrow(() -> invalid(node, "a grant is somebody's"));
        Context where = context.orElseThrow(() -> invalid(node, "a grant is made at some time"));
        if (on != Occasion.MANUAL) {
            return Tree.sequence(grants.due(who, where, on), this::grant);
        }
        Grants.Requested answer = grants.request(promotion, points, request, who, where);
        boolean due = answer.outcome() == Grants.Outcome.DUE;
        return Tree.sequence(due ? answer.grant().stream().toList() : List.of(), this::grant);
    }

    private Optional<Points> points(BigDecimal value) {
        return pack.points().points(value);
    }

    private Optional<Context> context(Fields context) {
        Optional<Instant> at = Moments.parse(context.requiredText("at"), pack.zone());
        if (at.isEmpty()) {
            context.problem("at", "is not a time", "write 2026-11-25T12:30:00+03:00");
        }
        context.end();
        return at.map(Context::at);
    }

    private static InvalidDocumentException invalid(Node node, String message) {
        return new InvalidDocumentException(
                Problem.of(node, "grants", message, "add member and context"));
    }

    private Node grant(DueGrant grant) {
        return Tree.mapping()
                .put("promotion", grant.promotion())
                .put("identity", grant.identity())
                .put("points", pack.points().text(grant.points()))
                .put("lots", grant.lots(), this::lot)
                .node();
    }

    private Node lot(CreatedLot lot) {
        return Tree.mapping()
                .put("points", pack.points().text(lot.points()))
                .putText("activeFrom", lot.activeFrom().map(pack.units()::text))
                .putText("expiresAt", lot.expiresAt().map(pack.units()::text))
                .node();
    }

    /** As {@code veska, tiers: level-up}. */
    @Override
    public String toString() {
        return programme + ", " + row + (name.isEmpty() ? "" : ": " + name);
    }
}
