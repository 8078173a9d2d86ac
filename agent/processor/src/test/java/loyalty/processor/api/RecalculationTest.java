package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import org.junit.jupiter.api.Test;

/** Sales and returns are calculated again; codes and limits are counted over all members. */
class RecalculationTest extends ProcessorContract {
    RecalculationTest(Books books) {
        super(books);
    }

    private static final String CODES =
            """
            promotions:
              - id: gift
                when: {code: {any: [GIFT], single: true}}
                reward: {percentOff: {percent: 10%}}
              - id: first-two
                limits: {total: 2}
                reward: {amountOff: {amount: "1.00"}}
            """;

    @Test
    void aSingleUseCodeOnTwoMembersReceiptsIsNotedAtTheSecond() throws Exception {
        Counter counter = counter(pack("5%") + CODES);
        Answer first = sold(counter, "m-2", counter.sale("s-1", "m-2", List.of("GIFT")));
        Answer second = sold(counter, "m-3", counter.sale("s-2", "m-3", List.of("GIFT")));
        assertThat(codes(first)).doesNotContain("CODE_USED");
        assertThat(codes(second)).contains("CODE_USED");
        assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aLimitOfTheWholePromotionIsNotedOnceItIsUsedUp() throws Exception {
        Counter counter = counter(pack("5%") + CODES);
        List<Boolean> reached = new ArrayList<>();
        for (String member : List.of("m-1", "m-2", "m-3")) {
            Answer answer = sold(counter, member, counter.sale("s-" + member, member, List.of()));
            reached.add(codes(answer).contains("LIMIT_REACHED"));
        }
        assertThat(reached).containsExactly(false, false, true);
    }

    @Test
    void aReturnCalculatedAgainIsAsPrintedOrTamperedWith() throws Exception {
        Counter counter = counter(pack("5%"));
        SaleBody sale = counter.sale("s-1", "m-3", List.of());
        assertThat(sold(counter, "m-3", sale).outcome()).isEqualTo(Outcome.ACCEPTED);
        ReturnBody honest = counter.giveBack("r-1", sale, "1");
        Answer taken =
                register.send(
                                register.operation(
                                        OperationKind.RETURN,
                                        "m-3",
                                        honest.toNode(),
                                        counter.hash()))
                        .answers()
                        .get(0);
        assertThat(taken.corrections()).isEmpty();
        SaleBody other = counter.sale("s-2", "m-2", List.of());
        sold(counter, "m-2", other);
        ReturnBody greedy = dearer(counter.giveBack("r-2", other, "1"));
        Answer caught =
                register.send(
                                register.operation(
                                        OperationKind.RETURN,
                                        "m-2",
                                        greedy.toNode(),
                                        counter.hash()))
                        .answers()
                        .get(0);
        assertThat(codes(caught)).contains("TAMPERING");
    }

    private static ReturnBody dearer(ReturnBody body) {
        return new ReturnBody(
                body.id(),
                body.receipt(),
                body.store(),
                body.businessDay(),
                body.cashier(),
                body.sale(),
                body.back(),
                body.request(),
                body.quote(),
                body.restores(),
                body.takes(),
                body.refundMinor() + 1,
                body.whole(),
                body.limits(),
                body.codes(),
                body.extract());
    }
}
