package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.member.Rights;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.text.JsonText;

/** Members by id, card or phone; cards point to members, a phone's own id is derived from it. */
public final class Members {
    /** A merge of a merge is followed, a circle is not. */
    private final Office office;

    private final Programme programme;
    private final Registers registers;

    public Members(Office office, Programme programme, Registers registers) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
    }

    /** Finds by id, following merges. */
    public Optional<Account> byId(String member) throws StoreException {
        return office.current(member);
    }

    /** Finds by the keyed hash of a card or phone. */
    public Optional<Account> byCode(String hash) throws StoreException {
        Optional<String> holder =
                office.store()
                        .find(new Home(Kind.CARD, hash))
                        .map(
                                document ->
                                        Fields.of(
                                                        Registers.mapping(document.state()),
                                                        new ArrayList<>())
                                                .requiredText("member"));
        if (holder.isPresent()) {
            return byId(holder.get());
        }
        return derived(hash).isPresent() ? byId(derived(hash).get()) : Optional.empty();
    }

    /** The member id of a phone's hash; none if the text is no hash. */
    public static Optional<String> derived(String hash) {
        try {
            return Optional.of(IdentifierKey.memberOf(new IdentifierHash(hash)).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** For a register that identified somebody: rights held elsewhere are called home. */
    public Optional<MemberAnswer> identified(Caller caller, Optional<Account> found)
            throws StoreException {
        if (found.isEmpty() || found.get().erased()) {
            return Optional.empty();
        }
        Account account = found.get();
        boolean elsewhere =
                account.bound().keySet().stream()
                        .anyMatch(h -> !h.register().equals(caller.holder().register()));
        if (elsewhere && caller.live()) {
            account = recalled(caller, account.id()).orElse(account);
        }
        return Optional.of(
                new MemberAnswer(
                        programme.views().view(account, caller.holder(), office.now()),
                        registers.contact(caller)));
    }

    private Optional<Account> recalled(Caller caller, String member) throws StoreException {
        var circumstances = programme.circumstances(registers);
        return office.store()
                .transact(
                        Home.member(member),
                        transaction -> {
                            Optional<Account> account = office.account(transaction);
                            if (account.isPresent()
                                    && new Rights(account.get(), circumstances)
                                            .recallFromOthers(caller.holder())) {
                                office.save(transaction, account.get());
                            }
                            return account;
                        });
    }

    /**
     * Gives a card to a member. A card that belongs to somebody stays theirs.
     *
     * @param earnOnly the card may not redeem until the phone is confirmed
     * @return whose card it is now
     */
    public String giveCard(String hash, String member, boolean earnOnly) throws StoreException {
        return office.store()
                .transact(
                        new Home(Kind.CARD, hash),
                        transaction -> {
                            Optional<Node.Mapping> known =
                                    transaction
                                            .document()
                                            .map(Document::state)
                                            .map(Registers::mapping);
                            if (known.isPresent()) {
                                return Fields.of(known.get(), new ArrayList<>())
                                        .requiredText("member");
                            }
                            transaction.save(1, card(member, earnOnly), true);
                            return member;
                        });
    }

    /** A card's first state. */
    public static String card(String member, boolean earnOnly) {
        Tree state = Tree.mapping().put("member", member).put("kind", "card");
        if (earnOnly) {
            state.put("earnOnly", true);
        }
        return JsonText.write(state.node());
    }
}
