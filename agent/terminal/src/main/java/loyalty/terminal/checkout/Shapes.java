package loyalty.terminal.checkout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.MemberKey;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.SoldReceipt;
import loyalty.engine.select.Restriction;
import loyalty.engine.tiers.Standing;

/** The engine's documents, read and written. */
final class Shapes {
    private static final int CARD_SHOWN = 4;

    private Shapes() {}

    static RulePack pack(Node document) throws InvalidDocumentException {
        return RulePack.read(document).orThrow();
    }

    static QuoteRequest request(Node document, RulePack pack) throws InvalidDocumentException {
        return QuoteRequest.read(document, pack).orThrow();
    }

    static Member member(Node document, RulePack pack) throws InvalidDocumentException {
        return Member.read(document, pack).orThrow();
    }

    static Node.Mapping member(Member member, RulePack pack) {
        return (Node.Mapping) member.toNode(pack);
    }

    static Node.Mapping quote(Quote quote) {
        return (Node.Mapping) quote.toNode();
    }

    /**
     * How a request names a member once it is written down: the card by its last digits, which the
     * receipt shows, a phone not at all.
     */
    private static MemberKey kept(MemberKey named, String member) {
        return named.kind() == MemberKey.Kind.CODE
                ? new MemberKey(named.kind(), hidden(named.value()))
                : new MemberKey(MemberKey.Kind.MEMBER_ID, member);
    }

    private static String hidden(String code) {
        return "**** " + code.substring(Math.max(0, code.length() - CARD_SHOWN));
    }

    /** A request as it is written down and told to the processor: without phone or whole card. */
    static Node.Mapping unnamed(Quoted quoted) {
        Optional<MemberKey> named = quoted.request().member();
        if (named.isEmpty() || quoted.customer().isEmpty()) {
            return quoted.document();
        }
        MemberKey kept = kept(named.get(), quoted.customer().get().known().id());
        String name = kept.kind() == MemberKey.Kind.CODE ? "code" : "memberId";
        Node.Mapping member = Tree.mapping().put(name, kept.value()).node();
        return with(quoted.document(), "member", member);
    }

    private static QuoteRequest unnamedRequest(Quoted quoted) {
        QuoteRequest request = quoted.request();
        Optional<String> member = quoted.customer().map(c -> c.known().id());
        return new QuoteRequest(
                member.flatMap(id -> request.member().map(named -> kept(named, id))),
                request.basket(),
                request.codes(),
                request.redeem(),
                request.bound(),
                request.context(),
                request.codesTaken());
    }

    /** What a later return needs: with the basket and the member where the rest may be repriced. */
    static Node.Mapping sold(String sale, Quoted quoted) {
        boolean reprices = ReturnTerms.of(quoted.rules().pack().settings()).rules().reprice();
        SoldReceipt sold =
                SoldReceipt.of(sale, quoted.quote())
                        .asAsked(unnamedRequest(quoted), quoted.seen().filter(m -> reprices));
        return (Node.Mapping) sold.toNode(quoted.rules().pack());
    }

    static Restriction restriction(Optional<Node.Mapping> document, RulePack pack)
            throws InvalidDocumentException {
        if (document.isEmpty()) {
            return Restriction.NONE;
        }
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document.get(), problems);
        Restriction restriction = Restriction.read(Form.reading(fields, pack.units()));
        fields.throwIfInvalid();
        return restriction;
    }

    static Optional<Node.Mapping> restriction(Restriction restriction, RulePack pack) {
        return restriction.isNone()
                ? Optional.empty()
                : Optional.of((Node.Mapping) restriction.toNode(pack.units()));
    }

    /** The tier that counts now; empty where the programme has none. */
    static Optional<String> tier(Member member, RulePack pack, Instant now) {
        String name =
                Standing.of(pack.settings().tiers(), member, now, pack.zone()).current().name();
        return Optional.of(name).filter(tier -> !tier.isEmpty());
    }

    static Context inMode(Context context, Mode mode) {
        return new Context(
                context.at(),
                context.store(),
                context.region(),
                context.register(),
                context.cashier(),
                context.channel(),
                mode,
                context.language());
    }

    /** The language that a request's context asks for. */
    static Optional<String> language(Node.Mapping request) {
        return request.entries().get("context") instanceof Node.Mapping context
                        && context.entries().get("language") instanceof Node.Text language
                ? Optional.of(language.value())
                : Optional.empty();
    }

    /** A document with one entry put in or replaced. */
    static Node.Mapping with(Node.Mapping document, String key, Node value) {
        Map<String, Node> entries = new LinkedHashMap<>(document.entries());
        entries.put(key, value);
        return new Node.Mapping(entries, Position.NONE);
    }
}
