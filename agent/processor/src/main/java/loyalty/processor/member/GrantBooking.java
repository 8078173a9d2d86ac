package loyalty.processor.member;

import java.time.Instant;
import java.util.List;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;

/** Books a grant: the first stands, topped up to what other paper promised. */
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
            account.grants.put(
                    body.grant(),
                    new Account.Granted(
                            body.promotion(),
                            body.period(),
                            now,
                            body.lots().stream().map(LotGrant::id).toList()));
        }
        body.lots().forEach(lot -> create(lot, body.grant()));
        if (!first) {
            corrections.add(
                    Correction.of(
                            Code.GRANTED_BEFORE,
                            "this was granted before; the larger of the two stands"));
        }
    }

    private void create(LotGrant grant, String made) {
        Lot lot = account.lots.get(grant.id());
        if (lot == null) {
            account.lots.put(grant.id(), Lot.of(grant, made));
        } else if (grant.points() > lot.granted) {
            lot.add(grant.points() - lot.granted);
        }
    }
}
