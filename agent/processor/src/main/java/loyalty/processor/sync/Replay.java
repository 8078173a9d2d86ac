package loyalty.processor.sync;

import java.util.List;
import java.util.Optional;
import loyalty.processor.member.Account;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.SaleBook;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.SaleBody.LimitUse;

/** Calculates again what a register calculated, with the pack it named, and says what differs. */
public interface Replay {
    /**
     * What differs, strongest first; empty if nothing does or nothing was calculated.
     *
     * @param arrival the operation
     * @param account the member as the processor has it before the operation; none if anonymous
     * @param sales the member's, for returns
     */
    List<Correction> differences(Arrival arrival, Optional<Account> account, SaleBook sales)
            throws StoreException;

    /** How often a promotion may be used in all, as the pack says; the largest long if ever. */
    long most(String pack, LimitUse use) throws StoreException;

    /** True if the pack is here or none is named. */
    boolean knows(String pack) throws StoreException;
}
