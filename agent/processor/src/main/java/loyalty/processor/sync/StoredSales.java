package loyalty.processor.sync;

import java.io.UncheckedIOException;
import java.util.Optional;
import loyalty.processor.member.Account;
import loyalty.processor.member.SaleBook;
import loyalty.processor.member.SaleText;
import loyalty.processor.member.SoldSale;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;

/** Sales of the transaction's member. */
record StoredSales(Transaction transaction, Account account) implements SaleBook {
    @Override
    public Optional<SoldSale> find(String sale) {
        try {
            Optional<String> own = transaction.sale(account.id(), sale);
            for (String merged : account.mergedFrom()) {
                if (own.isPresent()) {
                    break;
                }
                own = transaction.sale(merged, sale);
            }
            return own.map(SaleText::read);
        } catch (StoreException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(SoldSale sale) {
        try {
            transaction.saveSale(sale.id(), SaleText.write(sale));
        } catch (StoreException e) {
            throw new UncheckedIOException(e);
        }
    }
}
