package loyalty.processor.member;

import java.util.List;
import loyalty.protocol.sync.LotGrant;

/** Points given by the back office. */
public final class Windfall {
    private Windfall() {}

    /** Gives them unless this grant was made before; true if it was made now. */
    public static boolean give(
            Account account,
            String grant,
            String promotion,
            String period,
            List<LotGrant> lots,
            Circumstances now) {
        if (account.grants.containsKey(grant)) {
            return false;
        }
        account.grants.put(
                grant,
                new Account.Granted(
                        promotion, period, now.time(), lots.stream().map(LotGrant::id).toList()));
        lots.forEach(lot -> account.lots.putIfAbsent(lot.id(), Lot.of(lot)));
        account.settle(now);
        return true;
    }
}
