package loyalty.processor.packs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.member.Account;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Replay;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.SaleBody;

/**
 * Calculates sales again and says why they differ: another pack than the store's, an older state of
 * the member, a doubtful clock.
 */
public final class PackReplay implements Replay {
    private final Packs packs;

    public PackReplay(Packs packs) {
        this.packs = packs;
    }

    @Override
    public boolean knows(String pack) throws StoreException {
        return pack.isEmpty() || packs.pack(pack).isPresent();
    }

    @Override
    public List<Correction> differences(Operation operation, Optional<Account> account)
            throws StoreException {
        if (operation.kind() != OperationKind.SALE) {
            return List.of();
        }
        try {
            return differences(operation, SaleBody.read(operation.body()), account);
        } catch (InvalidDocumentException e) {
            return List.of();
        }
    }

    private List<Correction> differences(
            Operation operation, SaleBody body, Optional<Account> account) throws StoreException {
        List<Correction> found = new ArrayList<>();
        Optional<String> due = packs.due(body.store(), operation.at());
        if (due.isPresent() && !due.get().isEmpty() && !due.get().equals(operation.pack())) {
            found.add(Correction.of(Code.STALE_PACK, "the store had a newer pack by then"));
        }
        if (operation.clock() == ClockQuality.DOUBTFUL) {
            found.add(Correction.of(Code.CLOCK, "the register's clock was doubtful"));
        }
        return found;
    }
}
