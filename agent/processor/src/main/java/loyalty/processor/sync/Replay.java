package loyalty.processor.sync;

import java.util.List;
import java.util.Optional;
import loyalty.processor.member.Account;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Operation;

/** Calculates again what a register calculated, with the pack it named, and says what differs. */
public interface Replay {
    /**
     * What differs, strongest first; empty if nothing does or nothing was calculated.
     *
     * @param account the member as the processor has it before the operation; none if anonymous
     */
    List<Correction> differences(Operation operation, Optional<Account> account)
            throws StoreException;

    /** True if the pack is here or none is named. */
    boolean knows(String pack) throws StoreException;
}
