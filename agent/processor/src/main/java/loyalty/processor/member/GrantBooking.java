package loyalty.processor.member;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import loyalty.processor.member.Account.Granted;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;

/**
 * Books a grant: the first stands, topped up to what other paper promised. If the member was merged
 * with one who had it already, it is withdrawn again.
 */
final class GrantBooking {
    private final Account account;
    private final List<Correction> corrections;

    GrantBooking(Account account, List<Correction> corrections) {
        this.account = account;
        this.corrections = corrections;
    }

    void book(GrantBody body, Instant now) {
        boolean first = !account.grants.containsKey(body.grant());
        if (first) {
            account.grants.put(body.grant(), granted(body, now));
        }
        boolean stands = stands(body.grant());
        for (LotGrant grant : body.lots()) {
            long added = create(grant, body.grant());
            Lot lot = Objects.requireNonNull(account.lots.get(grant.id()));
            if (!stands) {
                Periods.withdraw(lot, added);
            }
        }
        if (!first || !stands) {
            corrections.add(
                    Correction.of(
                            Code.GRANTED_BEFORE,
                            "this was granted before; the larger of the two stands"));
        }
    }

    /** Whoever else was granted the same, and was merged with this member, had it before. */
    private Granted granted(GrantBody body, Instant now) {
        List<String> lots = body.lots().stream().map(LotGrant::id).toList();
        Granted fresh = new Granted(body.promotion(), body.period(), now, lots);
        Instant at =
                Periods.standing(account.grants, fresh)
                        .map(account.grants::get)
                        .map(other -> other.at().plusMillis(1))
                        .filter(now::isBefore)
                        .orElse(now);
        return new Granted(body.promotion(), body.period(), at, lots);
    }

    /** How many points that added. */
    private long create(LotGrant grant, String made) {
        Lot lot = account.lots.get(grant.id());
        if (lot == null) {
            account.lots.put(grant.id(), Lot.of(grant, made));
            return grant.points();
        }
        long more = Math.max(0, grant.points() - lot.granted);
        lot.add(more);
        return more;
    }

    private boolean stands(String grant) {
        Granted granted = Objects.requireNonNull(account.grants.get(grant));
        return Periods.standing(account.grants, granted).filter(grant::equals).isPresent();
    }
}
