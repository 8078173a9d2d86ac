package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loyalty.drivers.code.Code;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.MemberKey;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.terminal.commit.Allowance;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.Till;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.scan.Codes;
import loyalty.terminal.sync.Sync;

/** Finds out who the customer is: in the cache, and if they are not there, at the processor. */
final class Customers {
    private final Till till;
    private final Codes codes;
    private final Keys keys;
    private final Optional<Sync> sync;
    private final Shop shop;

    Customers(Till till, Codes codes, Keys keys, Optional<Sync> sync, Shop shop) {
        this.till = till;
        this.codes = codes;
        this.keys = keys;
        this.sync = sync;
        this.shop = shop;
    }

    /** Who has this card, phone or id. */
    Customer find(MemberKey key, RulePack pack, boolean online) throws NotPossible, IOException {
        return switch (key.kind()) {
            case MEMBER_ID -> byId(key.value(), pack, online);
            case PHONE -> byHash(phone(key.value()), pack, online);
            case CODE -> byHash(hash(codes.typed(key.value()), key.value()), pack, online);
        };
    }

    /** Who a scan belongs to. */
    Customer find(Code code, RulePack pack) throws NotPossible, IOException {
        return byHash(hash(code, ""), pack, online());
    }

    /** The keyed hash of a phone. */
    IdentifierHash phone(String text) throws NotPossible, IOException {
        return identifierKey().ofPhone(number(text));
    }

    /** A phone as typed, in its international form. */
    PhoneNumber number(String text) throws NotPossible {
        if (codes.typed(text) instanceof Code.Phone phone) {
            return new PhoneNumber(phone.number());
        }
        return PhoneNumber.parse(text)
                .orElseThrow(
                        () ->
                                new NotPossible(
                                        NotPossible.Kind.INVALID,
                                        "invalid-phone",
                                        "This is not a phone number.",
                                        "Type it with its country code, such as +375 29 123 45 67."));
    }

    IdentifierKey identifierKey() throws NotPossible, IOException {
        return keys.identifier()
                .orElseThrow(
                        () ->
                                new NotPossible(
                                        NotPossible.Kind.UNAVAILABLE,
                                        "not-enrolled",
                                        "This register does not belong to a programme yet.",
                                        "loyalty-agent enrol CODE, with the code from the back"
                                                + " office."));
    }

    private IdentifierHash hash(Code code, String typed) throws NotPossible, IOException {
        if (code instanceof Code.Card card) {
            return identifierKey().ofCard(card.number());
        }
        if (code instanceof Code.Phone phone) {
            return identifierKey().ofPhone(new PhoneNumber(phone.number()));
        }
        if (code instanceof Code.Signed signed) {
            return identifierKey().ofCard(signed.card());
        }
        if (code instanceof Code.Refused refused) {
            throw new NotPossible(NotPossible.Kind.INVALID, "code-refused", refused.sentence(), "");
        }
        boolean misread = !typed.isEmpty() && codes.misread(typed);
        throw misread ? wrongCheckDigit() : notAMember();
    }

    static NotPossible wrongCheckDigit() {
        return new NotPossible(
                NotPossible.Kind.INVALID,
                "wrong-check-digit",
                "The card number's check digit is wrong: it was misread or mistyped.",
                "Scan the card again or type the number once more.");
    }

    private static NotPossible notAMember() {
        return new NotPossible(
                NotPossible.Kind.INVALID,
                "not-a-member-code",
                "This is neither a card nor a phone number.",
                "Scan a card, or type a phone with its country code.");
    }

    private Customer byHash(IdentifierHash hash, RulePack pack, boolean online)
            throws NotPossible, IOException {
        Optional<Customer> cached = Waiting.till(till, () -> cached(hash, pack, online));
        if (cached.isPresent()) {
            // Says who is here: fresher state and rights from elsewhere come when they come.
            sync.ifPresent(s -> refresh(s, hash, cached.get().known().id()));
            return cached.get();
        }
        if (online()) {
            ask(() -> sync.get().lookUp(hash));
        }
        return Waiting.till(till, () -> cached(hash, pack, online)).orElseThrow(this::unknown);
    }

    private Customer byId(String id, RulePack pack, boolean online)
            throws NotPossible, IOException {
        Optional<Customer> cached = Waiting.till(till, () -> cached(id, pack, online));
        if (cached.isEmpty() && online()) {
            ask(() -> sync.get().lookUp(id));
            cached = Waiting.till(till, () -> cached(id, pack, online));
        }
        return cached.orElseThrow(this::unknown);
    }

    private static void refresh(Sync sync, IdentifierHash hash, String member) {
        sync.lease(member);
        if (sync.state().online()) {
            var unused = sync.lookUp(hash);
        }
    }

    /** A question to the processor whose failure only means that we know no more than before. */
    private void ask(Supplier<CompletableFuture<?>> question) {
        try {
            Waiting.of(question.get(), shop.budget());
        } catch (NotPossible | IOException e) {
            // The cache is asked once more after this, and says what is known.
        }
    }

    private Optional<Customer> cached(IdentifierHash hash, RulePack pack, boolean online)
            throws IOException, InvalidDocumentException {
        Optional<KnownMember> known = till.ledger().members().identify(hash);
        return known.isEmpty() ? Optional.empty() : Optional.of(here(known.get(), pack, online));
    }

    private Optional<Customer> cached(String id, RulePack pack, boolean online)
            throws IOException, InvalidDocumentException {
        Optional<KnownMember> known = till.ledger().members().find(id);
        return known.isEmpty() ? Optional.empty() : Optional.of(here(known.get(), pack, online));
    }

    /**
     * On the till thread: whom an enrolment makes or finds. A phone or an id that the cache knows
     * is its member; else it is somebody who looks like the snapshot.
     */
    Customer expected(IdentifierHash phone, String id, Node.Mapping snapshot, RulePack pack)
            throws IOException, InvalidDocumentException {
        Optional<KnownMember> linked = till.ledger().members().identify(phone);
        Optional<KnownMember> known =
                linked.isPresent() ? linked : till.ledger().members().find(id);
        Instant now = till.ledger().clock().instant();
        KnownMember joins =
                known.orElseGet(() -> new KnownMember(id, List.of(id), 0, true, now, snapshot));
        return here(joins, pack, online());
    }

    /** On the till thread: the cached member with our own operations, and what they may redeem. */
    private Customer here(KnownMember known, RulePack pack, boolean online)
            throws IOException, InvalidDocumentException {
        Ledger ledger = till.ledger();
        Member cached = Shapes.member(known.snapshot(), pack);
        Member member = new OwnSales(pack).over(cached, ledger.ownOperations(known));
        Allowance allowance = ledger.offlineRules().allowance(pack, online, known, member);
        return new Customer(known, member, allowance);
    }

    /** Whether the processor answers. */
    boolean online() {
        return sync.isPresent() && sync.get().state().online();
    }

    private NotPossible unknown() {
        boolean asked = online();
        return new NotPossible(
                NotPossible.Kind.UNKNOWN,
                "unknown-member",
                asked
                        ? "No member has this card or phone."
                        : "This register does not know this card or phone, and the processor"
                                + " cannot be asked now.",
                "Enrol the customer, or sell without a card.");
    }
}
