package loyalty.processor.sync;

import java.util.Map;
import java.util.Optional;
import loyalty.processor.member.Account;
import loyalty.processor.member.SoldSale;
import loyalty.processor.store.Home;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleAnswer;

/** Tells a register what was sold elsewhere, so that goods may come back to it. */
public final class SalesDesk {
    private final Office office;
    private final Members members;
    private final Registers registers;

    SalesDesk(Office office, Members members, Registers registers) {
        this.office = office;
        this.members = members;
        this.registers = registers;
    }

    /** A sale of this member, or of one merged into it; empty if it has not arrived. */
    public Optional<SaleAnswer> find(Caller caller, String member, String sale)
            throws StoreException {
        Optional<Account> account = members.byId(member);
        if (account.isEmpty() || account.get().erased()) {
            return Optional.empty();
        }
        Optional<SoldSale> sold =
                office.store()
                        .transact(
                                Home.member(account.get().id()),
                                transaction ->
                                        new StoredSales(transaction, account.get()).find(sale));
        return sold.isEmpty()
                ? Optional.empty()
                : Optional.of(answer(caller, account.get(), sold.get()));
    }

    private SaleAnswer answer(Caller caller, Account account, SoldSale sold) throws StoreException {
        return new SaleAnswer(
                sold.id(),
                account.id(),
                sold.holder(),
                sold.at(),
                sold.pack(),
                sold.sold(),
                sold.back().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(line -> new ReturnBody.Back(line.getKey(), line.getValue()))
                        .toList(),
                sold.returns().stream().sorted().toList(),
                registers.contact(caller));
    }
}
