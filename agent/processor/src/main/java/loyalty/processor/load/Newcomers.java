package loyalty.processor.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Intake;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Members;
import loyalty.processor.sync.Office;
import loyalty.protocol.identity.IdentifierKey;

/**
 * Takes members in. Those nobody knew are added many at a time; those who are there already are
 * changed one by one, each in a transaction of their own.
 */
final class Newcomers {
    private final Office office;
    private final Desks desks;
    private final Circumstances now;

    /**
     * A row made ready: what it would add if nothing of it were known.
     *
     * @param phoneId the id that follows from the phone, if the member has another
     */
    record Row(MemberRow row, String id, Optional<String> phoneId, List<Document> fresh) {
        Row {
            fresh = List.copyOf(fresh);
        }
    }

    Newcomers(Office office, Desks desks) throws StoreException {
        this.office = office;
        this.desks = desks;
        this.now = desks.circumstances();
    }

    /** Touches no database, so that it may run beside one that writes. */
    Row prepared(MemberRow row) {
        Optional<String> derived =
                row.phone()
                        .map(phone -> office.keys().identifier().ofPhone(phone))
                        .map(hash -> IdentifierKey.memberOf(hash).toString());
        String id = row.id().isEmpty() ? derived.orElseThrow() : row.id();
        Optional<String> phoneId = derived.filter(each -> !each.equals(id));
        Account account = new Account(id);
        Intake.take(account, row.newcomer(id), now);
        List<Document> fresh = new ArrayList<>();
        fresh.add(office.next(account));
        phoneId.ifPresent(each -> fresh.add(office.next(Intake.signpost(each, id))));
        for (String card : row.cards()) {
            fresh.add(
                    new Document(
                            new Home(Kind.CARD, office.keys().identifier().ofCard(card).hex()),
                            1,
                            Members.card(id, false)));
        }
        return new Row(row, id, phoneId, fresh);
    }

    void take(List<Row> rows) throws StoreException {
        Set<Home> added =
                new HashSet<>(
                        office.store()
                                .add(rows.stream().flatMap(row -> row.fresh().stream()).toList()));
        for (Row row : rows) {
            // the second row of one member finds nothing left that was added for it
            if (!added.remove(Home.member(row.id()))) {
                change(row);
            }
            if (row.phoneId().isPresent() && !added.remove(Home.member(row.phoneId().get()))) {
                point(row.phoneId().get(), row.id());
            }
        }
    }

    /** A member who was there: what the account does not have yet is added. */
    private void change(Row row) throws StoreException {
        office.store()
                .transact(
                        Home.member(row.id()),
                        transaction -> {
                            Account account =
                                    office.account(transaction)
                                            .orElseGet(() -> new Account(row.id()));
                            boolean open = account.redirect().isEmpty() && !account.erased();
                            if (open && Intake.take(account, row.row().newcomer(row.id()), now)) {
                                office.save(transaction, account);
                            }
                            return true;
                        });
    }

    /** A phone that enrolled before is merged; else its id only points to the member. */
    private void point(String phoneId, String member) throws StoreException {
        boolean enrolled =
                office.store()
                        .transact(
                                Home.member(phoneId),
                                transaction -> {
                                    Optional<Account> known = office.account(transaction);
                                    if (known.isPresent()) {
                                        return known.get().redirect().isEmpty();
                                    }
                                    office.save(transaction, Intake.signpost(phoneId, member));
                                    return false;
                                });
        if (enrolled) {
            desks.merges().merge(phoneId, member);
        }
    }
}
