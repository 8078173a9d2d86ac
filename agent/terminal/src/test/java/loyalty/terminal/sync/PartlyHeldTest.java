package loyalty.terminal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.CodeRules;
import loyalty.drivers.code.SignedCodes;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.receipt.template.Templates;
import loyalty.terminal.checkout.Answered;
import loyalty.terminal.checkout.ApprovalRules;
import loyalty.terminal.checkout.Asked;
import loyalty.terminal.checkout.Checkout;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.checkout.Shop;
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.scan.Codes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Online, but part of the points, or the code, is another register's: the sale takes the rest. */
class PartlyHeldTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");
    private static final String SALE =
            """
            {"member": {"memberId": "m-1"}, "redeem": "max", "basket": {"receipt": "A-1", "lines": [
              {"id": "1", "name": "Чай", "quantity": "1", "price": "40.00"}]}}""";

    private static final String CODE_SALE =
            """
            {"member": {"memberId": "m-1"}, "redeem": "%s", "codes": ["gift"],
             "basket": {"receipt": "A-2", "lines": [
              {"id": "1", "name": "Чай", "quantity": "1", "price": "40.00"}]}}""";
    private static final String GIFT =
            """

              - id: gift
                when: {code: {any: [GIFT], single: true}}
                reward: {amountOff: {amount: "1.00"}}
            """;

    @TempDir private Path folder;
    private OneRegister register;
    private Checkout checkout;

    @BeforeEach
    void start() throws Exception {
        register = new OneRegister(folder, OneRegister::anyPack);
        register.enrol();
        register.processor.change(member("{\"l-1\": 300, \"l-2\": 50}", 1));
        register.settle();
        Shop shop =
                new Shop(
                        "r-1",
                        "msk-1",
                        "",
                        "offline",
                        "ru",
                        10_000_000,
                        ApprovalRules.USUAL,
                        Duration.ofSeconds(30));
        SignedCodes signed =
                new SignedCodes(Map.of(), InstantSource.system(), SignedCodes.Rules.USUAL);
        checkout =
                new Checkout(
                        register.till(),
                        register.keys(),
                        new Codes(new Classifier(CodeRules.usual(), signed)),
                        new Programme(Programme.read(Files.readString(PACK) + GIFT, "veska.yaml")),
                        new Paper(
                                new Receipts(Templates.bundled(), ""),
                                Optional::empty,
                                shop,
                                PaperStyle.usual("msk-1")),
                        Optional.of(register.sync()),
                        shop,
                        (name, event) -> {});
    }

    @AfterEach
    void stop() {
        register.close();
    }

    private static MemberView member(String lots, long version) {
        Tree snapshot =
                Tree.mapping()
                        .put("id", "m-1")
                        .put(
                                "lots",
                                List.of(lots.replaceAll("[{} \"]", "").split(",", -1)),
                                lot ->
                                        Tree.mapping()
                                                .put("id", lot.split(":", -1)[0])
                                                .put("points", lot.split(":", -1)[1])
                                                .node());
        return new MemberView(
                "m-1", version, Optional.empty(), Optional.of(snapshot.node()), List.of());
    }

    /** The call waits for till and sync, whose turns are taken here. */
    private String sold() throws Exception {
        return sold(SALE);
    }

    private String sold(String sale) throws Exception {
        CompletableFuture<Answered> answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                Asked asked =
                                        new Asked(
                                                "pos", "/v1/sales", "1", JsonText.read(sale, "t"));
                                return checkout.openAndConfirm(asked, false);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        while (!answer.isDone()) {
            register.sync().turn();
            register.till().turn();
        }
        return answer.get().json();
    }

    private List<SaleBody.Spend> spends() throws Exception {
        return body().spends();
    }

    private SaleBody body() throws Exception {
        return SaleBody.read(
                register.ledger().outbox().waiting(5).stream()
                        .filter(entry -> entry.kind().equals("sale"))
                        .findFirst()
                        .orElseThrow()
                        .operation()
                        .body());
    }

    private List<ReservationBody> cancelled() throws Exception {
        List<ReservationBody> cancelled = new ArrayList<>();
        for (var entry : register.ledger().outbox().waiting(5)) {
            if (entry.kind().equals("cancel")) {
                cancelled.add(ReservationBody.read(entry.operation().body()));
            }
        }
        return cancelled;
    }

    @Test
    void whatIsHeldWholeIsPaidWhole() throws Exception {
        assertThat(sold()).contains("\"redeemed\":\"350\"");
        assertThat(spends()).extracting(SaleBody.Spend::hold).containsExactlyInAnyOrder(300L, 50L);
    }

    @Test
    void whatOthersHoldLimitsTheSaleWhateverTheAnswerSaysOfIt() throws Exception {
        register.processor.change(member("{\"l-1\": 300}", 2));
        register.settle();
        register.processor.holdsAtMost = 120;
        assertThat(sold()).contains("\"redeemed\":\"120\"", "LEASED_ELSEWHERE");
        assertThat(spends()).containsExactly(new SaleBody.Spend("l-1", 120, 0, 120));
    }

    @Test
    void aCodeThatIsHeldIsUsed() throws Exception {
        assertThat(sold(CODE_SALE.formatted("0"))).contains("\"due\":\"39.00\"");
        assertThat(body().codesUsed()).containsExactly("GIFT");
        assertThat(cancelled()).isEmpty();
    }

    @Test
    void aCodeThatAnotherSaleHasIsNotTakenAndTheCashierHearsWhy() throws Exception {
        register.processor.codesOfOthers.add("GIFT");
        assertThat(sold(CODE_SALE.formatted("0")))
                .contains("\"due\":\"40.00\"", "\"reason\":\"CODE_USED\"");
        assertThat(body().codesUsed()).isEmpty();
        assertThat(cancelled()).extracting(ReservationBody::codes).contains(List.of("GIFT"));
    }

    @Test
    void pointsAreStillPaidWithWhenTheCodeIsAnothers() throws Exception {
        register.processor.codesOfOthers.add("GIFT");
        assertThat(sold(CODE_SALE.formatted("max")))
                .contains("\"redeemed\":\"350\"", "\"reason\":\"CODE_USED\"");
        assertThat(spends()).extracting(SaleBody.Spend::hold).containsExactlyInAnyOrder(300L, 50L);
    }

    @Test
    void anAnonymousSaleAsksForItsCodeToo() throws Exception {
        String anonymous =
                CODE_SALE.formatted("0").replace("\"member\": {\"memberId\": \"m-1\"}, ", "");
        register.processor.codesOfOthers.add("GIFT");
        assertThat(sold(anonymous)).contains("\"due\":\"40.00\"", "CODE_USED");
        assertThat(body().codesUsed()).isEmpty();
    }

    @Test
    void withoutAnAnswerTheCodeNeedsTheProcessor() throws Exception {
        register.processor.reserves = false;
        assertThat(sold(CODE_SALE.formatted("0")))
                .contains("\"due\":\"40.00\"", "\"reason\":\"NEEDS_ONLINE\"");
        assertThat(cancelled()).extracting(ReservationBody::codes).containsExactly(List.of("GIFT"));
    }

    @Test
    void aLotOfWhichTooLittleIsHeldIsNeverPaidFromAnothersHold() throws Exception {
        register.processor.holdsAtMost = 60;
        sold();
        for (SaleBody.Spend spend : spends()) {
            assertThat(spend.hold()).isLessThanOrEqualTo(60);
        }
    }
}
