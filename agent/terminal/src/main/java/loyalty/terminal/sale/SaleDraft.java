package loyalty.terminal.sale;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loyalty.protocol.sync.SaleBody;

/**
 * A sale as checkout wants it opened. Anonymous sales have no member and spend nothing.
 *
 * @param operation the id the sale's operation will have, made once with the sale
 * @param body what the processor will be told, with each lot's part from this register's rights and
 *     from the processor's hold
 * @param pack hash of the rule pack that computed it
 * @param offline true if the processor was not asked
 */
public record SaleDraft(
        SaleId id,
        UUID operation,
        Optional<String> member,
        ReceiptNumber receipt,
        SaleBody body,
        String pack,
        boolean offline,
        SaleFigures figures) {
    public SaleDraft {
        if (member.isEmpty() && !body.spends().isEmpty()) {
            throw new IllegalArgumentException("nobody's lots cannot pay: " + id);
        }
        if (!body.sale().equals(id.value())) {
            throw new IllegalArgumentException("the body is of " + body.sale() + ", not " + id);
        }
        Set<String> seen = new HashSet<>();
        for (SaleBody.Spend spend : body.spends()) {
            if (!seen.add(spend.lot())) {
                throw new IllegalArgumentException("lot twice in " + id + ": " + spend.lot());
            }
        }
    }

    /** Whether the processor must hold points or codes before this sale may go on. */
    public boolean needsHold() {
        return !heldCodes().isEmpty() || body.spends().stream().anyMatch(spend -> spend.hold() > 0);
    }

    /** Single-use codes that no other sale may have meanwhile, as far as anybody can be asked. */
    public List<String> heldCodes() {
        return offline ? List.of() : body.codesUsed();
    }

    /** Whether this register's own rights are spent. */
    public boolean usesRights() {
        return body.spends().stream().anyMatch(spend -> spend.right() > 0);
    }

    /** Points spent with neither a right nor a hold, as policies other than escrow allow. */
    public long onTrust() {
        return body.spends().stream().mapToLong(s -> s.points() - s.right() - s.hold()).sum();
    }

    public SaleDraft withBody(SaleBody other) {
        return new SaleDraft(id, operation, member, receipt, other, pack, offline, figures);
    }
}
