package loyalty.processor.member;

import java.util.Optional;

/** Sales of the member whose transaction is running, and of members merged into it. */
public interface SaleBook {
    Optional<SoldSale> find(String sale);

    /** Writes a new or changed sale in the running transaction. */
    void put(SoldSale sale);
}
