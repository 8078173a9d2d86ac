package loyalty.terminal.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;

/** Lays this register's own operations over a cached member that does not contain them yet. */
final class OwnSales {
    private final RulePack pack;

    OwnSales(RulePack pack) {
        this.pack = pack;
    }

    Member over(Member cached, List<Operation> operations) throws InvalidDocumentException {
        Member member = cached;
        for (Operation operation : operations) {
            Effects effects =
                    switch (operation.kind()) {
                        case SALE -> sale(operation, SaleBody.read(operation.body()), member);
                        case RETURN ->
                                goodsBack(operation, ReturnBody.read(operation.body()), member);
                        case GRANT -> grant(operation, GrantBody.read(operation.body()));
                        case ENROL, CANCEL, RIGHTS_RETURN, TRANSFER -> nothing(operation);
                    };
            member = member.apply(effects);
        }
        return member;
    }

    private static Effects nothing(Operation operation) {
        return Effects.none(operation.id().toString(), operation.at());
    }

    private Effects sale(Operation operation, SaleBody body, Member member)
            throws InvalidDocumentException {
        List<LotChange> changes = new ArrayList<>();
        for (SaleBody.Spend spend : body.spends()) {
            spent(member, spend.lot(), spend.points()).ifPresent(changes::add);
        }
        List<Effects.Prolongation> prolonged =
                body.prolonged().stream()
                        .filter(p -> member.lot(p.lot()).isPresent())
                        .map(p -> new Effects.Prolongation(p.lot(), p.expiresAt()))
                        .toList();
        Effects.PurchaseChange purchase =
                new Effects.PurchaseChange(
                        body.sale(), operation.at(), Money.of(body.money().dueMinor()), 1);
        return new Effects(
                body.sale(),
                operation.at(),
                lots(body.created(), body.sale()),
                changes,
                prolonged,
                List.of(),
                List.of(purchase),
                limits(body.limits(), 1),
                body.codesUsed(),
                List.of(),
                List.of(),
                List.of());
    }

    private Effects goodsBack(Operation operation, ReturnBody body, Member member) {
        List<LotChange> changes = new ArrayList<>();
        for (LotPoints back : body.restores()) {
            if (member.lot(back.lot()).isPresent()) {
                Points points = Points.of(back.points());
                changes.add(new LotChange(back.lot(), LotChange.Kind.RESTORED, points));
            }
        }
        for (LotPoints taken : body.takes()) {
            spent(member, taken.lot(), taken.points()).ifPresent(changes::add);
        }
        return new Effects(
                body.id(),
                operation.at(),
                List.of(),
                changes,
                List.of(),
                body.whole() ? List.of(body.sale()) : List.of(),
                List.of(),
                limits(body.limits(), -1),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private Effects grant(Operation operation, GrantBody body) throws InvalidDocumentException {
        return new Effects(
                body.grant(),
                operation.at(),
                lots(body.lots(), body.grant()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(body.grant()));
    }

    /** Never more than the cached lot shows: the processor may know of the spend already. */
    private static Optional<LotChange> spent(Member member, String lot, long points) {
        return member.lot(lot)
                .map(found -> found.points().min(Points.of(points)))
                .map(shown -> new LotChange(lot, LotChange.Kind.SPENT, shown));
    }

    private List<Lot> lots(List<LotGrant> grants, String sale) throws InvalidDocumentException {
        List<Lot> lots = new ArrayList<>();
        for (LotGrant grant : grants) {
            lots.add(
                    new Lot(
                            grant.id(),
                            Points.of(grant.points()),
                            grant.activeFrom(),
                            grant.expiresAt(),
                            grant.promotion().orElse(grant.source()),
                            sale,
                            Shapes.restriction(grant.only(), pack)));
        }
        return lots;
    }

    private static List<Effects.LimitChange> limits(List<SaleBody.LimitUse> uses, int sign) {
        return uses.stream()
                .map(
                        use ->
                                new Effects.LimitChange(
                                        use.promotion(), use.period(), sign * use.count()))
                .toList();
    }
}
