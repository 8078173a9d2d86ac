package loyalty.protocol.sync;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The answer to a reservation, its confirmation or its cancellation.
 *
 * @param state where the reservation stands now
 * @param held per lot, at most what was asked for
 * @param limitedBy why less is held than was asked for: {@code LEASED_ELSEWHERE}, {@code
 *     AVAILABLE}, {@code CLAIM}, {@code DEBT}, {@code FENCED}, {@code REVOKED}, {@code
 *     WAITING_FOR_TOTALS}; empty if all of it is
 * @param member the member after it
 */
public record ReservationAnswer(
        String sale,
        State state,
        List<LotPoints> held,
        String limitedBy,
        Optional<MemberView> member,
        Contact contact) {

    /** Where a reservation can stand. */
    public enum State {
        HELD,
        /** Held, and never freed by time any more. */
        CONFIRMED,
        /** A tombstone: it will not hold anything again. */
        CANCELLED,
        /** Its sale was booked. */
        CONSUMED,
        /** Nothing is held. */
        REFUSED;

        static final Map<String, State> WORDS = Wire.words(values(), State::word);

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ReservationAnswer {
        held = List.copyOf(held);
    }

    public static ReservationAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new ReservationAnswer(
                                fields.requiredText("sale"),
                                Wire.word(fields, "state", State.REFUSED, State.WORDS),
                                fields.each("held", LotPoints::read),
                                fields.text("limitedBy").orElse(""),
                                fields.mapping("member").map(MemberView::read),
                                Contact.read(fields.requiredMapping("contact"))));
    }

    public Node.Mapping toNode() {
        Tree tree =
                Tree.mapping()
                        .put("sale", sale)
                        .put("state", state.word())
                        .put("held", held, LotPoints::toNode)
                        .put("limitedBy", limitedBy);
        member.ifPresent(view -> tree.put("member", view.toNode()));
        return tree.put("contact", contact.toNode()).node();
    }
}
