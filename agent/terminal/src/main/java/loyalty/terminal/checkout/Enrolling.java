package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.drivers.code.Code;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.grants.DueGrant;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.MemberKey;
import loyalty.engine.reward.Grant;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.EnrolBody;
import loyalty.terminal.commit.Occasions;
import loyalty.terminal.commit.Till;
import loyalty.terminal.print.Holder;
import loyalty.terminal.sale.EnrolDraft;
import loyalty.terminal.sale.GrantDraft;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.Request;
import loyalty.terminal.scan.Codes;

/** Newcomers: a member at once, also without the processor, which merges those it knows already. */
final class Enrolling {
    private final Till till;
    private final Customers customers;
    private final Codes codes;
    private final Granting granting;
    private final Programme programme;
    private final Printing printing;
    private final Shop shop;

    /**
     * A newcomer.
     *
     * @param paper the card, owed from now on; none if the same request was answered before
     */
    record Enrolled(Customer customer, List<DueGrant> gifts, Optional<OwedPaper> paper) {}

    /** What was written at once. */
    private record Written(Outcome outcome, List<DueGrant> gifts, Optional<OwedPaper> paper) {}

    Enrolling(
            Till till,
            Customers customers,
            Codes codes,
            Granting granting,
            Programme programme,
            Printing printing,
            Shop shop) {
        this.till = till;
        this.customers = customers;
        this.codes = codes;
        this.granting = granting;
        this.programme = programme;
        this.printing = printing;
        this.shop = shop;
    }

    private record Newcomer(
            String phone,
            String name,
            String birthday,
            String email,
            List<String> cards,
            List<String> consents) {}

    private static Newcomer read(Fields fields) {
        List<String> cards = new ArrayList<>(fields.texts("cards"));
        fields.text("card").ifPresent(cards::add);
        Newcomer newcomer =
                new Newcomer(
                        fields.requiredText("phone"),
                        fields.text("name").orElse(""),
                        fields.text("birthday").orElse(""),
                        fields.text("email").orElse(""),
                        cards,
                        fields.texts("consents"));
        if (newcomer.consents.isEmpty()) {
            fields.problem("consents", "nobody is enrolled without consent", "[\"personal-data\"]");
        }
        if (!newcomer.birthday.isEmpty() && !isDate(newcomer.birthday)) {
            fields.problem("birthday", "\"" + newcomer.birthday + "\" is no date", "1990-12-04");
        }
        return newcomer;
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 1900;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /**
     * Enrols; a phone that is known already gives its member.
     *
     * @param prints whether the card is owed from then on
     */
    Enrolled enrol(Asked asked, boolean prints)
            throws NotPossible, IOException, InvalidDocumentException {
        Newcomer newcomer = Read.of(asked.body(), Enrolling::read);
        RulePack pack = programme.rules().pack();
        PhoneNumber phone = customers.number(newcomer.phone);
        EnrolDraft draft = draft(newcomer, phone, pack);
        Written written = written(draft, asked.request(), planned(newcomer, draft, phone, prints));
        Outcomes.check(written.outcome);
        Customer customer = found(phone, pack);
        if (written.outcome instanceof Outcome.Recorded) {
            return new Enrolled(customer, written.gifts, written.paper);
        }
        Granting.Given late =
                granting.due(customer, Grant.Occasion.REGISTRATION, gifts -> Optional.empty());
        return new Enrolled(found(phone, pack), late.gifts(), late.paper());
    }

    /** Who joins, what they get for it, and the cards their slip may name. */
    private record Joining(
            Holder holder, Map<DueGrant, GrantDraft> gifts, List<String> cards, boolean prints) {}

    private Joining planned(Newcomer newcomer, EnrolDraft draft, PhoneNumber phone, boolean prints)
            throws NotPossible, IOException {
        RulePack pack = programme.rules().pack();
        IdentifierHash hash = customers.identifierKey().ofPhone(phone);
        boolean online = customers.online();
        Customer joins =
                Waiting.till(
                        till,
                        () -> customers.expected(hash, draft.member(), draft.snapshot(), pack));
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        return new Joining(
                Printing.holder(joins, now, online),
                granting.plan(joins, Grant.Occasion.REGISTRATION),
                newcomer.cards,
                prints);
    }

    /** Member, gifts and the card's debt are one transaction. */
    private Written written(EnrolDraft draft, Request request, Joining joining)
            throws NotPossible, IOException {
        return Waiting.till(
                till,
                () -> {
                    Occasions occasions = till.ledger().occasions();
                    List<DueGrant> open = Granting.open(joining.gifts, occasions);
                    Optional<OwedPaper> paper =
                            joining.prints
                                    ? printing.enrolment(joining.holder, joining.cards, open)
                                    : Optional.empty();
                    Outcome outcome =
                            occasions.enrol(
                                    draft,
                                    request,
                                    Optional.empty(),
                                    Granting.gifts(joining.gifts, open, paper));
                    return new Written(outcome, open, paper);
                });
    }

    private Customer found(PhoneNumber phone, RulePack pack) throws NotPossible, IOException {
        MemberKey key = new MemberKey(MemberKey.Kind.PHONE, phone.e164());
        return customers.find(key, pack, customers.online());
    }

    private EnrolDraft draft(Newcomer newcomer, PhoneNumber phone, RulePack pack)
            throws NotPossible, IOException {
        String member = customers.identifierKey().memberOf(phone).toString();
        IdentifierHash phoneHash = customers.identifierKey().ofPhone(phone);
        List<IdentifierHash> cards = new ArrayList<>();
        for (String card : newcomer.cards) {
            cards.add(card(card));
        }
        List<IdentifierHash> identifiers = new ArrayList<>(cards);
        identifiers.add(phoneHash);
        EnrolBody body =
                new EnrolBody(
                        phoneHash.hex(),
                        cards.stream().map(IdentifierHash::hex).toList(),
                        profile(newcomer),
                        newcomer.consents,
                        false,
                        Optional.of(shop.store()));
        UUID operation = Waiting.till(till, () -> till.ledger().nextId());
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        return new EnrolDraft(
                operation, member, body, snapshot(member, newcomer, now, pack), identifiers);
    }

    private IdentifierHash card(String text) throws NotPossible, IOException {
        if (codes.typed(text) instanceof Code.Card card) {
            return customers.identifierKey().ofCard(card.number());
        }
        if (codes.misread(text)) {
            throw Customers.wrongCheckDigit();
        }
        throw new NotPossible(
                NotPossible.Kind.INVALID,
                "not-a-card",
                "This is not a card of this programme.",
                "Scan one of the programme's cards, or enrol with the phone alone.");
    }

    private static Map<String, String> profile(Newcomer newcomer) {
        Map<String, String> profile = new LinkedHashMap<>();
        profile.put("name", newcomer.name);
        profile.put("birthday", newcomer.birthday);
        profile.put("email", newcomer.email);
        profile.values().removeIf(String::isBlank);
        return profile;
    }

    /** How the newcomer looks here until the processor answers. */
    private static Node.Mapping snapshot(String id, Newcomer newcomer, Instant now, RulePack pack) {
        Tree tree = Tree.mapping().put("id", id);
        if (!newcomer.name.isBlank()) {
            tree.put("name", MemberCard.masked(newcomer.name));
        }
        if (!newcomer.birthday.isBlank()) {
            tree.put("birthday", newcomer.birthday);
        }
        return tree.put("joined", LocalDate.ofInstant(now, pack.zone()).toString())
                .put("lots", Tree.sequence(List.of()))
                .node();
    }
}
