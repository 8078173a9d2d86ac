package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.SaleBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single-use codes are held with the reservation: two sales under way never have the same. */
class CodeHoldsTest extends ProcessorContract {
    private static final String CODE = "SEEDS-17";

    private RegisterClient other;

    CodeHoldsTest(Books books) {
        super(books);
    }

    @BeforeEach
    void secondRegister() throws Exception {
        other = newRegister("msk-1-02");
    }

    private static Node wish(String sale, String member, String... codes) {
        return new ReservationRequest(sale, member, List.of(), true, List.of(codes)).toNode();
    }

    private static Node.Mapping naming(String sale, String member) {
        return new ReservationBody(sale, member, List.of(CODE)).toNode();
    }

    private static Node.Mapping sale(String id) {
        SaleBody plain = RegisterClient.sale(id, List.of(), List.of());
        return new SaleBody(
                        plain.sale(),
                        plain.receipt(),
                        plain.store(),
                        plain.businessDay(),
                        plain.cashier(),
                        plain.request(),
                        plain.quote(),
                        plain.sold(),
                        plain.seen(),
                        plain.seenVersion(),
                        plain.spends(),
                        plain.created(),
                        plain.prolonged(),
                        plain.money(),
                        plain.limits(),
                        List.of(CODE),
                        plain.codesIssued())
                .toNode();
    }

    private static Answer booked(
            RegisterClient by, OperationKind kind, String on, Node.Mapping body) throws Exception {
        return by.send(by.operation(kind, on, body)).answers().get(0);
    }

    @Test
    void twoRegistersThatAreOnlineCannotBothUseOneCode() throws Exception {
        ReservationAnswer first = register.reservation("", wish("s-1", "m-1", CODE, "OWN"));
        assertThat(first.state()).isEqualTo(State.HELD);
        assertThat(first.codesHeld()).containsExactly(CODE, "OWN");
        ReservationAnswer second = other.reservation("", wish("s-2", "m-2", CODE));
        assertThat(second.state()).isEqualTo(State.REFUSED);
        assertThat(second.limitedBy()).isEqualTo("CODE_USED");
        assertThat(second.codesTaken()).containsExactly(CODE);
        assertThat(register.reservation("", wish("s-1", "m-1", CODE, "OWN")).codesHeld())
                .isEqualTo(first.codesHeld());
        assertThat(booked(register, OperationKind.SALE, "m-1", sale("s-1")).corrections())
                .isEmpty();
        assertThat(other.reservation("", wish("s-3", "m-2", CODE)).codesTaken())
                .containsExactly(CODE);
    }

    @Test
    void pointsAndCodesAreHeldTogetherAndEachForItself() throws Exception {
        other.reservation("", wish("s-1", "m-2", CODE));
        ReservationAnswer answer =
                register.reservation(
                        "",
                        new ReservationRequest(
                                        "s-2",
                                        "m-1",
                                        List.of(new LotPoints("l-1", 80)),
                                        true,
                                        List.of(CODE, "OWN"))
                                .toNode());
        assertThat(answer.state()).isEqualTo(State.HELD);
        assertThat(answer.held()).containsExactly(new LotPoints("l-1", 80));
        assertThat(answer.codesHeld()).containsExactly("OWN");
        assertThat(answer.codesTaken()).containsExactly(CODE);
    }

    @Test
    void anAnonymousSaleHoldsItsCodeToo() throws Exception {
        assertThat(register.reservation("", wish("s-1", "", CODE)).codesHeld())
                .containsExactly(CODE);
        assertThat(other.reservation("", wish("s-2", "", CODE)).codesTaken()).containsExactly(CODE);
        Operation cancel = register.anonymous(OperationKind.CANCEL, naming("s-1", ""), "");
        assertThat(register.send(cancel).answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(other.reservation("", wish("s-2", "", CODE)).codesHeld()).containsExactly(CODE);
    }

    @Test
    void aSaleThatIsGivenUpLetsGoOfItsCodeAndNeverHoldsItAgain() throws Exception {
        register.reservation("", wish("s-1", "m-1", CODE));
        booked(register, OperationKind.CANCEL, "m-1", naming("s-1", "m-1"));
        assertThat(register.reservation("", wish("s-1", "m-1", CODE)).codesHeld()).isEmpty();
        assertThat(other.reservation("", wish("s-2", "m-2", CODE)).codesHeld())
                .containsExactly(CODE);
    }

    @Test
    void aCancellationThatOvertakesItsReservationLeavesATombstone() throws Exception {
        booked(register, OperationKind.CANCEL, "m-1", naming("s-1", "m-1"));
        assertThat(register.reservation("", wish("s-1", "m-1", CODE)).codesHeld()).isEmpty();
        assertThat(other.reservation("", wish("s-2", "m-2", CODE)).codesHeld())
                .containsExactly(CODE);
    }

    @Test
    void aCancellationAfterTheSaleFreesNothing() throws Exception {
        register.reservation("", wish("s-1", "m-1", CODE));
        booked(register, OperationKind.SALE, "m-1", sale("s-1"));
        booked(register, OperationKind.CANCEL, "m-1", naming("s-1", "m-1"));
        assertThat(other.reservation("", wish("s-2", "m-2", CODE)).codesTaken())
                .containsExactly(CODE);
    }

    /** Paper is a fact: it is booked, and the later of the two is told of. */
    @Test
    void aSaleConfirmedAfterItsCancellationIsBookedThoughAnotherHasTheCode() throws Exception {
        register.reservation("", wish("s-1", "m-1", CODE));
        register.reservation("/s-1/cancel", naming("s-1", "m-1"));
        other.reservation("", wish("s-2", "m-2", CODE));
        assertThat(codes(booked(register, OperationKind.SALE, "m-1", sale("s-1"))))
                .containsExactly(Code.CODE_USED);
        assertThat(codes(booked(other, OperationKind.SALE, "m-2", sale("s-2")))).isEmpty();
    }

    @Test
    void whatADeadRegisterHeldIsFree() throws Exception {
        register.reservation("", wish("s-1", "m-1", CODE));
        server.desks().registers().declareDead(register.holder());
        assertThat(other.reservation("", wish("s-2", "m-2", CODE)).codesHeld())
                .containsExactly(CODE);
        assertThat(codes(booked(register, OperationKind.SALE, "m-1", sale("s-1"))))
                .contains(Code.CODE_USED);
    }
}
