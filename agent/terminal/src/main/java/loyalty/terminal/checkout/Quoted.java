package loyalty.terminal.checkout;

import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;

/**
 * A quote with all it was made from.
 *
 * @param document the request as calculated, context filled in
 * @param online whether the processor is asked to hold points
 * @param customer empty for an anonymous basket
 * @param seen the member as the engine was given it, with rights and own operations in it
 */
record Quoted(
        Node.Mapping document,
        QuoteRequest request,
        Optional<Customer> customer,
        Optional<Member> seen,
        boolean online,
        Programme.Rules rules,
        Quote quote) {
    /** As the API answers it. */
    Node.Mapping toNode() {
        return Shapes.quote(quote);
    }
}
