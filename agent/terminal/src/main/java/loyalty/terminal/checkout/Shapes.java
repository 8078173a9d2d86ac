package loyalty.terminal.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.select.Restriction;

/** The engine's documents, read and written. */
final class Shapes {
    private Shapes() {}

    static RulePack pack(Node document) throws InvalidDocumentException {
        throw new UnsupportedOperationException();
    }

    static QuoteRequest request(Node document, RulePack pack) throws InvalidDocumentException {
        throw new UnsupportedOperationException();
    }

    static Member member(Node document, RulePack pack) throws InvalidDocumentException {
        throw new UnsupportedOperationException();
    }

    static Node.Mapping member(Member member, RulePack pack) {
        throw new UnsupportedOperationException();
    }

    static Node.Mapping quote(Quoted quoted) {
        throw new UnsupportedOperationException();
    }

    static Restriction restriction(Optional<Node.Mapping> document, RulePack pack)
            throws InvalidDocumentException {
        throw new UnsupportedOperationException();
    }

    static Optional<String> tier(Member member, RulePack pack, Instant now) {
        throw new UnsupportedOperationException();
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

    static Node.Mapping sold(String sale, Quoted quoted) {
        throw new UnsupportedOperationException();
    }

    static List<Node.Mapping> issued(String sale, Quoted quoted) {
        return List.of();
    }

    static Optional<Node.Mapping> restriction(Restriction restriction, RulePack pack) {
        throw new UnsupportedOperationException();
    }

    /** The language that a request's context asks for. */
    static Optional<String> language(Node.Mapping request) {
        return request.entries().get("context") instanceof Node.Mapping context
                        && context.entries().get("language") instanceof Node.Text language
                ? Optional.of(language.value())
                : Optional.empty();
    }
}
