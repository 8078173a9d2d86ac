package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.Test;

/** Sales, returns, enrolments and merges find their way into the books once. */
class BookingTest extends ProcessorContract {
    BookingTest(Books books) {
        super(books);
    }

    @Test
    void aSaleIsBookedOnceHoweverOftenItIsSent() throws Exception {
        Operation sale =
                register.operation(
                        OperationKind.SALE,
                        "m-3",
                        RegisterClient.sale("s-1", List.of(), List.of(lot("s-1:purchase", 16)))
                                .toNode());
        BatchAnswer first = register.send(sale);
        assertThat(first.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(first.seq()).isEqualTo(1);
        BatchAnswer again = register.send(sale);
        assertThat(again.answers().get(0).outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(again.answers().get(0).first()).contains(first.answers().get(0));
        assertThat(points("m-3")).contains("\"points\":\"16\"");
    }

    @Test
    void operationsOfOneMemberInOneBatchAreOneTransactionAndOneOfThemMayBeWrong() throws Exception {
        Operation good = register.operation(OperationKind.SALE, "m-3", saleOf("s-1"));
        Operation wrong = register.operation(OperationKind.SALE, "m-3", Tree.mapping().node());
        Operation last = register.operation(OperationKind.SALE, "m-3", saleOf("s-2"));
        BatchAnswer answer = register.send(good, wrong, last);
        assertThat(answer.answers())
                .extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED);
        assertThat(answer.seq()).isEqualTo(3);
        long before = register.member("m-3").member().version();
        BatchAnswer together =
                register.send(
                        register.operation(OperationKind.SALE, "m-3", saleOf("s-3")),
                        register.operation(OperationKind.SALE, "m-3", saleOf("s-4")));
        assertThat(together.answers())
                .extracting(Answer::version)
                .containsExactly(before + 1, before + 1);
        assertThat(register.member("m-3").member().version()).isEqualTo(before + 1);
    }

    @Test
    void aReturnWaitsForItsSaleAndThenUndoesIt() throws Exception {
        Operation sale =
                register.operation(
                        OperationKind.SALE,
                        "m-1",
                        RegisterClient.sale(
                                        "s-9",
                                        List.of(new SaleBody.Spend("l-1", 30, 0, 0)),
                                        List.of(lot("s-9:p", 16)))
                                .toNode());
        ReturnBody body =
                new ReturnBody(
                        "r-1",
                        "R-77",
                        "msk-2",
                        "2026-11-26",
                        Optional.empty(),
                        "s-9",
                        List.of(new ReturnBody.Back("1", "2")),
                        Tree.mapping().node(),
                        Tree.mapping().node(),
                        List.of(new LotPoints("l-1", 30)),
                        List.of(new LotPoints("s-9:p", 16)),
                        9_000,
                        true,
                        List.of(),
                        List.of(),
                        Optional.empty());
        RegisterClient other = newRegister("msk-2-01");
        Answer early =
                other.send(other.operation(OperationKind.RETURN, "m-1", body.toNode()))
                        .answers()
                        .get(0);
        assertThat(early.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(points("m-1")).contains("\"points\":\"100\"");
        register.send(sale);
        assertThat(points("m-1"))
                .contains("\"points\":\"100\"")
                .contains("\"lifetimeSpend\":\"0.00\"")
                .doesNotContain("\"points\":\"16\"");
    }

    @Test
    void aPhoneEnrolledTwiceIsOneMemberAndAKnownPhoneIsItsMember() throws Exception {
        PhoneNumber phone = new PhoneNumber("+375297654321");
        String hash = office.keys().identifier().ofPhone(phone).hex();
        String id = office.keys().identifier().memberOf(phone).toString();
        Answer first = register.send(enrol(id, hash, "Ольга Т.")).answers().get(0);
        Answer second = register.send(enrol(id, hash, "Кто-то")).answers().get(0);
        assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(second.reason()).isEqualTo("ENROLLED_BEFORE");
        assertThat(points(id)).contains("Ольга Т.");
        PhoneNumber known = new PhoneNumber("+375291234567");
        String knownId = office.keys().identifier().memberOf(known).toString();
        String knownHash = office.keys().identifier().ofPhone(known).hex();
        Answer redirected = register.send(enrol(knownId, knownHash, "Чужая")).answers().get(0);
        assertThat(redirected.redirect()).contains("m-1");
        assertThat(points("m-1")).contains("Анна К.").doesNotContain("Чужая");
    }

    private Operation enrol(String id, String hash, String name) {
        EnrolBody body =
                new EnrolBody(
                        hash, List.of(), Map.of("name", name), List.of(), false, Optional.empty());
        return register.operation(OperationKind.ENROL, id, body.toNode());
    }

    @Test
    void aMergedMembersPointsRightsAndLateOperationsAreTheSurvivors() throws Exception {
        register.rights(wish("m-1", "l-1", 40));
        String survivor = server.desks().merges().merge("m-1", "m-2");
        String loser = survivor.equals("m-1") ? "m-2" : "m-1";
        Operation late = register.operation(OperationKind.SALE, loser, saleOf("s-late"));
        Answer first = register.send(late).answers().get(0);
        assertThat(first.redirect()).contains(survivor);
        assertThat(register.send(late).answers().get(0).outcome()).isEqualTo(Outcome.KNOWN);
        MemberView merged = register.member(loser).member();
        assertThat(merged.id()).isEqualTo(survivor);
        assertThat(merged.rights()).extracting(MemberView.Right::granted).contains(40L);
        assertThat(JsonText.write(merged.snapshot().orElseThrow()))
                .contains("\"points\":\"100\"")
                .contains("\"points\":\"60\"")
                .contains("s-late:p");
        assertThat(server.desks().merges().merge("m-2", "m-1")).isEqualTo(survivor);
    }
}
