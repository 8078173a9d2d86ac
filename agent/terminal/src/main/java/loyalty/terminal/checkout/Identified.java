package loyalty.terminal.checkout;

import java.util.List;
import java.util.Optional;
import loyalty.drivers.code.Code;
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

    /** A code that names no person; empty if it does. A state mark is never kept. */
    static Optional<Identified> thing(Code code) {
        if (code instanceof Code.StateMark) {
            return Optional.of(thing("state-mark", ""));
        }
        if (code instanceof Code.Promo promo) {
            return Optional.of(thing("promo-code", promo.word()));
        }
        if (code instanceof Code.Receipt receipt) {
            return Optional.of(thing("receipt", receipt.text()));
        }
        if (code instanceof Code.Product product) {
            return Optional.of(thing("product", product.scan().text()));
        }
        return Optional.empty();
    }

    private static Identified thing(String kind, String code) {
        return new Identified(kind, Optional.of(code), Optional.empty(), List.of());
    }

    /** What a code that names a person is. */
    static String kindOfPerson(Code code) {
        if (code instanceof Code.Phone) {
            return "phone";
        }
        return code instanceof Code.Signed ? "signed-qr" : "card";
    }

    public Node.Mapping toNode() {
        Tree tree = Tree.mapping().put("kind", kind).putText("code", code);
        member.ifPresent(card -> tree.put("member", card.toNode()));
        return tree.put("grants", Tree.sequence(grants)).node();
    }
}
