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
 *     AVAILABLE}, {@code CODE_USED}, {@code CLAIM}, {@code DEBT}, {@code FENCED}, {@code REVOKED},
 *     {@code WAITING_FOR_TOTALS}; empty if all of it is
 * @param member the member after it
 * @param codesHeld those of the codes asked for that are this sale's
 * @param codesTaken those that another sale has used, or holds
 */
public record ReservationAnswer(
        String sale,
        State state,
        List<LotPoints> held,
        String limitedBy,
        Optional<MemberView> member,
        Contact contact,
        List<String> codesHeld,
        List<String> codesTaken) {

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
        codesHeld = List.copyOf(codesHeld);
        codesTaken = List.copyOf(codesTaken);
    }

    /** To a reservation of points alone. */
    public ReservationAnswer(
            String sale,
            State state,
            List<LotPoints> held,
            String limitedBy,
            Optional<MemberView> member,
            Contact contact) {
        this(sale, state, held, limitedBy, member, contact, List.of(), List.of());
    }

    /** With what became of codes; where they are all that is held, they say where it stands. */
    public ReservationAnswer withCodes(List<String> theirs, List<String> others) {
        boolean onlyCodes = state == State.REFUSED && !theirs.isEmpty() && limitedBy.isEmpty();
        return new ReservationAnswer(
                sale,
                onlyCodes ? State.HELD : state,
                held,
                limitedBy.isEmpty() && !others.isEmpty() ? "CODE_USED" : limitedBy,
                member,
                contact,
                theirs,
                others);
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
                                Contact.read(fields.requiredMapping("contact")),
                                fields.texts("codesHeld"),
                                fields.texts("codesTaken")));
    }

    public Node.Mapping toNode() {
        Tree tree =
                Tree.mapping()
                        .put("sale", sale)
                        .put("state", state.word())
                        .put("held", held, LotPoints::toNode)
                        .put("limitedBy", limitedBy);
        member.ifPresent(view -> tree.put("member", view.toNode()));
        Wire.codes(tree, "codesHeld", codesHeld);
        Wire.codes(tree, "codesTaken", codesTaken);
        return tree.put("contact", contact.toNode()).node();
    }
}
