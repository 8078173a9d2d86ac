package loyalty.processor.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import org.junit.jupiter.api.Test;

/** Goods come back whose sale nobody has told of yet; then its register turns out to be dead. */
class ReturnOfTheDeadTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    private static final Holder SELLER = new Holder("r-1", 1);
    private static final Node.Mapping EMPTY = new Node.Mapping(Map.of(), Position.NONE);

    private final Account account = new Account("m-1");
    private final Map<String, SoldSale> sales = new HashMap<>();
    private final SaleBook book =
            new SaleBook() {
                @Override
                public Optional<SoldSale> find(String sale) {
                    return Optional.ofNullable(sales.get(sale));
                }

                @Override
                public void put(SoldSale sale) {
                    sales.put(sale.id(), sale);
                }
            };

    private Bookkeeper keeper(boolean sellerDead) {
        return new Bookkeeper(
                account,
                book,
                new Circumstances(
                        NOW,
                        holder -> sellerDead,
                        Circumstances.Shortfall.NEGATIVE,
                        Duration.ofDays(14),
                        50,
                        Duration.ofMinutes(5),
                        true));
    }

    private static LotGrant lot(String id, long points) {
        return new LotGrant(
                id,
                "purchase",
                Optional.empty(),
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Operation wholeReturn() {
        Node.Mapping line = Tree.mapping().put("id", "1").put("quantity", "1").node();
        Extract receipt =
                new Extract(
                        "s-1",
                        "o-1",
                        SELLER,
                        "m-1",
                        "north",
                        NOW,
                        "pack",
                        Tree.mapping().put("lines", Tree.sequence(List.of(line))).node(),
                        List.of(new SaleBody.Spend("l-1", 30, 30, 0)),
                        List.of(lot("l-2", 7)),
                        1_000,
                        "signature");
        ReturnBody body =
                new ReturnBody(
                        "b-1",
                        "R-1",
                        "south",
                        "2026-11-25",
                        Optional.empty(),
                        "s-1",
                        List.of(new ReturnBody.Back("1", "1")),
                        EMPTY,
                        EMPTY,
                        List.of(new LotPoints("l-1", 30)),
                        List.of(new LotPoints("l-2", 7)),
                        1_000,
                        true,
                        List.of(),
                        List.of(),
                        Optional.of(receipt));
        return operation(1, OperationKind.RETURN, body.toNode());
    }

    private static Operation operation(long seq, OperationKind kind, Node.Mapping body) {
        return new Operation(
                new UUID(seq, 2),
                new Holder("r-2", 1),
                seq,
                Optional.of("m-1"),
                kind,
                body,
                "",
                "",
                NOW,
                ClockQuality.TRUSTED,
                "",
                Optional.empty(),
                List.of());
    }

    @Test
    void itWaitsForTheLivingAndCountsAsBoundToThem() {
        account.lots.put("l-1", Lot.of(lot("l-1", 100)));
        Answer answer = keeper(false).book(new Arrival(wholeReturn()), List.of());
        assertThat(answer.closes()).isTrue();
        assertThat(account.waiting).hasSize(1);
        assertThat(account.bound()).containsEntry(SELLER, 1L);
    }

    /** A restored processor hears of the lots again, but later. */
    @Test
    void aReceiptPaidWithALotThatIsStillToComeWaitsForIt() {
        keeper(true).book(new Arrival(wholeReturn()), List.of());
        keeper(true).bookForTheDead(SELLER);
        assertThat(account.waiting).hasSize(1);
        assertThat(account.bound()).isEmpty();
        GrantBody grant =
                new GrantBody("g-1", "gift", "", List.of(lot("l-1", 100)), "", Optional.empty());
        keeper(true).book(new Arrival(granting(grant)), List.of());
        assertThat(account.waiting).isEmpty();
        assertThat(account.lots.get("l-1").spent).isEqualTo(30);
        assertThat(account.lots.get("l-1").whole()).isEqualTo(100);
    }

    private static Operation granting(GrantBody grant) {
        return operation(2, OperationKind.GRANT, grant.toNode());
    }

    @Test
    void whatWaitedIsBookedFromTheReceiptWhenTheSellerIsReleased() {
        account.lots.put("l-1", Lot.of(lot("l-1", 100)));
        keeper(false).book(new Arrival(wholeReturn()), List.of());
        keeper(true).bookForTheDead(SELLER);
        assertThat(account.waiting).isEmpty();
        assertThat(account.bound()).isEmpty();
        assertThat(account.lots.get("l-1").spent).isEqualTo(30);
        assertThat(account.lots.get("l-1").whole()).isEqualTo(100);
        assertThat(account.lots.get("l-2").whole()).isZero();
    }
}
