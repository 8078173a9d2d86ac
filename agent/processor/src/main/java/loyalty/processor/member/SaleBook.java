package loyalty.processor.member;

import java.util.Optional;

/** Sales of the member whose transaction is running, and of members merged into it. */
public interface SaleBook {
    /** Of a customer who is no member: no sales are kept. */
    SaleBook NONE =
            new SaleBook() {
                @Override
                public Optional<SoldSale> find(String sale) {
                    return Optional.empty();
                }

                @Override
                public void put(SoldSale sale) {
                    throw new IllegalStateException("sales are kept at members");
                }
            };

    Optional<SoldSale> find(String sale);

    /** Writes a new or changed sale in the running transaction. */
    void put(SoldSale sale);
}
