package loyalty.terminal.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.RightsBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.database.StorageException;

/** Rights that go home to the processor: all of a right that no open sale holds. */
final class Homeward {
    private final Rights rights;

    Homeward(Rights rights) {
        this.rights = rights;
    }

    /** Joins the surrounding transaction: lowers the right by what is free of it. */
    Optional<LotPoints> free(String lot, Instant at) throws StorageException {
        long free = rights.of(lot).map(RightTotals::remaining).orElse(0L);
        if (free <= 0) {
            return Optional.empty();
        }
        rights.giveBack(lot, free, at);
        return Optional.of(new LotPoints(lot, free));
    }

    /**
     * Joins the surrounding transaction: what was recalled while a sale held it, now that the sale
     * has let go.
     */
    List<LotPoints> letGo(List<SaleBody.Spend> spends, Instant at) throws StorageException {
        List<LotPoints> back = new ArrayList<>();
        for (SaleBody.Spend spend : spends) {
            if (spend.right() > 0 && rights.isRecalled(spend.lot())) {
                free(spend.lot(), at).ifPresent(back::add);
            }
        }
        return back;
    }

    static OperationDraft operation(String member, List<LotPoints> back, Supplier<UUID> ids) {
        return OperationDraft.quiet(
                ids.get(),
                OperationKind.RIGHTS_RETURN,
                Optional.of(member),
                new RightsBody(back).toNode());
    }
}
