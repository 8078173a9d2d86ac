package loyalty.processor.sync;

import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.StoreException;
import loyalty.protocol.text.JsonText;

/** What a person may ask for: all that is kept of them, and that it be forgotten. */
public final class Persons {
    private static final int SALES_MOST = 10_000;

    private final Office office;

    public Persons(Office office) {
        this.office = office;
    }

    /** Everything kept of one member, personal fields open. */
    public Optional<Node.Mapping> export(String member) throws StoreException {
        Optional<Account> account = office.account(member);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        Node sales =
                Tree.sequence(
                        office.store().sales(Home.member(member), SALES_MOST), Registers::mapping);
        return Optional.of(
                Tree.mapping()
                        .put("member", office.text().export(account.get()))
                        .put("sales", sales)
                        .node());
    }

    /**
     * Forgets a member. Registers hear it by the feed; lines for reports stay, they name nobody.
     *
     * @return false if there is no such member
     */
    public boolean erase(String member) throws StoreException {
        boolean known =
                office.store()
                        .transact(
                                Home.member(member),
                                transaction -> {
                                    Optional<Account> account = office.account(transaction);
                                    if (account.isPresent() && !account.get().erased()) {
                                        account.get().erase();
                                        office.save(transaction, account.get());
                                    }
                                    return account.isPresent();
                                });
        if (known) {
            office.store().forgetSales(Home.member(member));
            forgetCards(member);
        }
        return known;
    }

    private void forgetCards(String member) throws StoreException {
        for (Home card : office.store().cards(member)) {
            forget(card);
        }
    }

    private void forget(Home card) throws StoreException {
        String gone = JsonText.write(Tree.mapping().put("gone", true).put("member", "-").node());
        office.store()
                .transact(
                        card,
                        transaction -> {
                            long version = transaction.document().map(Document::version).orElse(0L);
                            transaction.save(version + 1, gone, true);
                            return true;
                        });
    }
}
