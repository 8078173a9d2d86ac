package loyalty.terminal.checkout;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.select.Restriction;

/** The engine's documents, read and written. */
final class Shapes {
    private Shapes() {}

    static QuoteRequest request(Node document, RulePack pack) throws InvalidDocumentException {
        return QuoteRequest.read(document, pack).orThrow();
    }

    static Member member(Node document, RulePack pack) throws InvalidDocumentException {
        return Member.read(document, pack).orThrow();
    }
}
