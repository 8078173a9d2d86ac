package loyalty.engine.quote;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Context;
import loyalty.engine.document.Node;
import loyalty.engine.document.Reading;
import loyalty.engine.form.Measured;

/**
 * What the till asks. The member's name is resolved by whoever holds the cache; the engine gets the
 * snapshot beside the request.
 *
 * @param codes promo codes and code words, as scanned, typed or said
 * @param codesTaken single-use codes that, as the processor says, another sale has
 * @param bound what the register adds to the ceiling's limits, if anything
 */
public record QuoteRequest(
        Optional<MemberKey> member,
        Basket basket,
        List<String> codes,
        RedeemWish redeem,
        Optional<RedeemBound> bound,
        Context context,
        Set<String> codesTaken) {
    public QuoteRequest {
        codes = List.copyOf(codes);
        codesTaken = Set.copyOf(codesTaken);
    }

    /** Nothing is known of codes that other sales have. */
    public QuoteRequest(
            Optional<MemberKey> member,
            Basket basket,
            List<String> codes,
            RedeemWish redeem,
            Optional<RedeemBound> bound,
            Context context) {
        this(member, basket, codes, redeem, bound, context, Set.of());
    }

    /** Reads a request written in the pack's units. */
    public static Reading<QuoteRequest> read(Node document, Measured pack) {
        return RequestDocument.read(document, pack.units());
    }

    /** The JSON Schema of a request. */
    public static Node.Mapping schema() {
        return RequestDocument.schema();
    }

    /** Writes the request; reading it again gives an equal one. */
    public Node toNode(Measured pack) {
        return new RequestDocument(pack.units()).write(this);
    }

    public QuoteRequest withBound(RedeemBound most) {
        return new QuoteRequest(
                member, basket, codes, redeem, Optional.of(most), context, codesTaken);
    }

    public QuoteRequest withContext(Context other) {
        return new QuoteRequest(member, basket, codes, redeem, bound, other, codesTaken);
    }
}
