package loyalty.terminal.checkout;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * What a code turned out to be.
 *
 * @param kind {@code card}, {@code phone}, {@code signed-qr}, {@code member}, {@code promo-code},
 *     {@code receipt}, {@code product} or {@code state-mark}
 * @param code for kinds that name no person: the text, for the till to go on with
 * @param grants what the member got by coming, such as a birthday's points
 */
public record Identified(
        String kind, Optional<String> code, Optional<MemberCard> member, List<Node> grants) {
    public Identified {
        grants = List.copyOf(grants);
    }

    static Identified thing(String kind, String code) {
        return new Identified(kind, Optional.of(code), Optional.empty(), List.of());
    }

    public Node.Mapping toNode() {
        Tree tree = Tree.mapping().put("kind", kind).putText("code", code);
        member.ifPresent(card -> tree.put("member", card.toNode()));
        return tree.put("grants", Tree.sequence(grants)).node();
    }
}
