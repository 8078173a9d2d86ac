package loyalty.processor.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.processor.member.Account;
import loyalty.processor.member.Bookkeeper;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Rights;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.sync.RegisterFile.Incarnation;
import loyalty.protocol.sync.Holder;

/** What dead incarnations hold comes home. */
final class Releases {
    private static final int PAGE = 200;

    private final Office office;
    private final Programme programme;
    private final Registers registers;

    Releases(Office office, Programme programme, Registers registers) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
    }

    /** When a dead incarnation's rights may be released without a second confirmation. */
    Instant releasableFrom(Holder holder) throws StoreException {
        var offline = office.settings().offline();
        Instant end =
                registers
                        .file(holder.register())
                        .flatMap(file -> file.incarnation(holder.incarnation()))
                        .map(Incarnation::termEnd)
                        .orElse(office.now());
        return end.plus(offline.guard()).plus(offline.term().dividedBy(100));
    }

    /**
     * Everything bound to a dead incarnation comes home, member by member, until nothing is left.
     *
     * @return points released
     */
    long release(Holder holder) throws StoreException {
        long released = 0;
        while (true) {
            List<Store.Bound> bound = office.store().boundTo(holder, PAGE);
            if (bound.isEmpty()) {
                return released;
            }
            long page = 0;
            for (Store.Bound each : bound) {
                page += office.store().transact(each.home(), tx -> release(tx, holder));
            }
            registers.lost(holder, page, 0);
            released += page;
        }
    }

    private long release(Transaction transaction, Holder holder) throws StoreException {
        Optional<Account> account = office.account(transaction);
        if (account.isEmpty()) {
            return 0;
        }
        Circumstances now = programme.circumstances(registers);
        long released = new Rights(account.get(), now).release(holder);
        new Bookkeeper(account.get(), new StoredSales(transaction, account.get()), now)
                .bookForTheDead(holder);
        office.save(transaction, account.get());
        return released;
    }
}
