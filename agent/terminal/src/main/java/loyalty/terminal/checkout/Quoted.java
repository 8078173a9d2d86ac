package loyalty.terminal.checkout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.terminal.commit.Allowance;
import loyalty.terminal.commit.Cause;

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
    /** To be counted again: another sale has these codes. */
    Quoted withTaken(List<String> codes) {
        if (codes.isEmpty()) {
            return this;
        }
        Map<String, Node> entries = new LinkedHashMap<>(document.entries());
        entries.put("codesTaken", Tree.sequence(codes, Tree::text));
        return new Quoted(
                new Node.Mapping(entries, document.at()),
                request,
                customer,
                seen,
                online,
                rules,
                quote);
    }

    /** As the API answers it, with why the register stands on its step if it is not the first. */
    Node.Mapping toNode() {
        Node.Mapping answer = Shapes.quote(quote);
        Cause cause = customer.map(c -> c.allowance().cause()).orElse(Cause.NONE);
        if (cause == Cause.NONE) {
            return answer;
        }
        Map<String, Node> entries = new LinkedHashMap<>(answer.entries());
        Allowance allowance = customer.orElseThrow().allowance();
        entries.put("step", Tree.text(allowance.step().word()));
        entries.put("stepCause", Tree.text(cause.word()));
        entries.put("stepReason", Tree.text(allowance.reason()));
        return new Node.Mapping(entries, answer.at());
    }
}
