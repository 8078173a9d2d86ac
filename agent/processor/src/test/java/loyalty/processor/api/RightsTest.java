package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.RightsRequest.Want;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.TotalsReport;
import org.junit.jupiter.api.Test;

/** Rights and reservations: never more out than there is. */
class RightsTest extends ProcessorContract {
    RightsTest(Books books) {
        super(books);
    }

    @Test
    void rightsAreLeasedAndSpentWithoutTouchingWhatIsFree() throws Exception {
        var answer =
                register.rights(
                        new RightsRequest(List.of(new Want("m-1", Optional.of("l-1"), 40)))
                                .toNode());
        assertThat(answer.refusals()).isEmpty();
        assertThat(answer.members().get(0).rights().get(0).granted()).isEqualTo(40);
        assertThat(answer.contact().term()).isBetween(Duration.ofHours(71), Duration.ofHours(72));
        BatchAnswer sold =
                register.send(
                        register.operation(
                                OperationKind.SALE,
                                "m-1",
                                RegisterClient.sale(
                                                "s-2",
                                                List.of(new SaleBody.Spend("l-1", 30, 30, 0)),
                                                List.of())
                                        .toNode()));
        assertThat(sold.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(points("m-1")).contains("\"points\":\"70\"");
    }

    @Test
    void twoRegistersTogetherNeverHoldMoreThanTheLotsShare() throws Exception {
        RegisterClient other = newRegister("msk-1-02");
        var wish = new RightsRequest(List.of(new Want("m-1", Optional.of("l-1"), 100))).toNode();
        long mine = register.rights(wish).members().get(0).rights().get(0).granted();
        var theirs = other.rights(wish);
        long sum =
                mine
                        + theirs.members().get(0).rights().stream()
                                .mapToLong(right -> right.granted())
                                .sum();
        assertThat(sum).isLessThanOrEqualTo(50);
        assertThat(theirs.refusals().get(0).reason()).isEqualTo("SHARE_REACHED");
    }

    @Test
    void aReservationRepeatsItsAnswerAndACancelLeavesATombstone() throws Exception {
        var wish =
                new ReservationRequest("s-3", "m-1", List.of(new LotPoints("l-1", 80)), true)
                        .toNode();
        ReservationAnswer held = register.reservation("", wish);
        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(held.held()).containsExactly(new LotPoints("l-1", 80));
        assertThat(register.reservation("", wish).held()).isEqualTo(held.held());
        var named = new ReservationBody("s-3", "m-1").toNode();
        assertThat(register.reservation("/s-3/cancel", named).state()).isEqualTo(State.CANCELLED);
        assertThat(register.reservation("", wish).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aDeadRegisterIsFencedAndItsRightsComeHome() throws Exception {
        register.rights(wish("m-1", "l-1", 40));
        assertThat(server.desks().registers().bound()).containsEntry(register.holder(), 40L);
        server.desks().registers().declareDead(register.holder());
        var refused = register.rights(wish("m-1", "l-1", 50));
        assertThat(refused.contact().standing()).isEqualTo(Contact.Standing.FENCED);
        assertThat(refused.contact().term()).isZero();
        assertThat(server.desks().registers().release(register.holder())).isEqualTo(40);
        assertThat(server.desks().registers().bound()).isEmpty();
        BatchAnswer late =
                register.send(
                        register.operation(
                                OperationKind.SALE,
                                "m-1",
                                RegisterClient.sale(
                                                "s-late",
                                                List.of(new SaleBody.Spend("l-1", 30, 30, 0)),
                                                List.of())
                                        .toNode()));
        assertThat(late.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(points("m-1")).contains("\"points\":\"70\"");
    }

    @Test
    void afterARestoreNothingIsLeasedUntilRegistersHaveToldWhatTheyHold() throws Exception {
        register.rights(wish("m-1", "l-1", 40));
        String cursor = register.snapshot().get(0).cursor();
        office.store().newGeneration();
        assertThat(register.call("GET", "/v1/changes", Map.of("after", cursor), "").statusCode())
                .isEqualTo(410);
        var refused = register.rights(wish("m-1", "l-1", 50));
        assertThat(refused.contact().totalsWanted()).isTrue();
        assertThat(refused.refusals().get(0).reason()).isEqualTo("WAITING_FOR_TOTALS");
        told("m-1", "l-1", 45);
        var again = register.rights(wish("m-1", "l-1", 50));
        assertThat(again.contact().totalsWanted()).isFalse();
        assertThat(again.members().get(0).rights().get(0).granted()).isEqualTo(50);
    }

    /** The register that made the lot may be on its way with it, or with its owner. */
    @Test
    void rightsOnALotThatWasForgottenAreKnownAsSoonAsTheLotIs() throws Exception {
        for (String member : List.of("m-3", "forgotten")) {
            String lot = "s-" + member + ":p";
            told(member, lot, 3);
            if (member.equals("forgotten")) {
                PhoneNumber phone = new PhoneNumber("+375295550000");
                EnrolBody body =
                        new EnrolBody(
                                office.keys().identifier().ofPhone(phone).hex(),
                                List.of(),
                                Map.of(),
                                List.of(),
                                true,
                                Optional.empty());
                register.send(register.operation(OperationKind.ENROL, member, body.toNode()));
            }
            register.send(register.operation(OperationKind.SALE, member, saleOf("s-" + member)));
            assertThat(register.member(member).member().rights())
                    .extracting(MemberView.Right::lot, MemberView.Right::granted)
                    .containsExactly(tuple(lot, 3L));
            assertThat(newRegister("other-" + member).rights(wish(member, lot, 5)).members())
                    .as("all five but the three")
                    .flatExtracting(MemberView::rights)
                    .extracting(MemberView.Right::granted)
                    .isNotEmpty()
                    .allMatch(granted -> granted <= 2);
        }
    }

    private void told(String member, String lot, long granted) throws Exception {
        var totals = new TotalsReport.Totals(member, lot, granted, 0, 0, 0, 0, List.of());
        register.post("/v1/registers/totals", new TotalsReport(0, List.of(totals), true).toNode());
    }

    /** The register cannot know yet that its member was merged. */
    @Test
    void rightsOnALotOfAClosedMemberAreLearntAtItsSurvivor() throws Exception {
        MemberView.Right leased =
                register.rights(
                                new RightsRequest(List.of(new Want("m-2", Optional.empty(), 10)))
                                        .toNode())
                        .members()
                        .get(0)
                        .rights()
                        .get(0);
        assertThat(server.desks().merges().merge("m-1", "m-2")).isEqualTo("m-1");
        long told = leased.granted() + 5;
        told("m-2", leased.lot(), told);
        assertThat(register.member("m-1").member().rights())
                .extracting(MemberView.Right::lot, MemberView.Right::granted)
                .contains(tuple(leased.lot(), told));
    }
}
