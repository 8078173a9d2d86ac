package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import org.junit.jupiter.api.Test;

/** What registers did and signed before they were who they are now. */
class LivesTest extends ProcessorContract {
    LivesTest(Books books) {
        super(books);
    }

    /** Each machine that is put in counts from one until it is enrolled. */
    @Test
    void whatTwoMachinesSoldBeforeTheyWereEnrolledIsTakenOfBoth() throws Exception {
        register.send(register.beforeEnrolment(OperationKind.SALE, "m-3", saleOf("s-1")));
        RegisterClient replacement = newRegister("msk-1-01");
        BatchAnswer answer =
                replacement.send(
                        replacement.beforeEnrolment(OperationKind.SALE, "m-3", saleOf("s-2")));
        assertThat(answer.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.contact().standing()).isEqualTo(Contact.Standing.LIVE);
    }

    /** Somebody has to answer for it, and the life it was sold in is on no file. */
    @Test
    void whatTheProgrammeCoversOfASaleFromBeforeTheEnrolmentCountsAsOfThePresentLife()
            throws Exception {
        SaleBody dear =
                RegisterClient.sale(
                        "s-1", List.of(new SaleBody.Spend("l-1", 130, 0, 0)), List.of());
        BatchAnswer answer =
                register.send(register.beforeEnrolment(OperationKind.SALE, "m-1", dear.toNode()));
        assertThat(answer.answers().get(0).outcome()).isEqualTo(Outcome.CORRECTED);
        assertThat(
                        server.desks()
                                .registers()
                                .file("msk-1-01")
                                .orElseThrow()
                                .incarnations()
                                .get(0)
                                .losses()
                                .covered())
                .isEqualTo(30);
    }

    @Test
    void whatAMachineSoldUnderAnotherNameBeforeItWasEnrolledIsTakenAndNothingElseOfThatName()
            throws Exception {
        BatchAnswer answer =
                register.send(
                        register.beforeEnrolment(
                                "till-7", OperationKind.SALE, "m-3", saleOf("s-1")));
        assertThat(answer.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        RegisterClient other = newRegister("msk-1-02");
        Operation of = other.operation(OperationKind.SALE, "m-3", saleOf("s-2"));
        assertThatThrownBy(() -> register.send(of)).hasMessageContaining("the register that signs");
    }

    @Test
    void aNumberThatAnEarlierLifeGaveTwiceSaysNothingOfThePresentOne() throws Exception {
        Operation told = register.operation(OperationKind.SALE, "m-3", saleOf("s-1"));
        RegisterClient copy = register.copy();
        register.send(told);
        RegisterClient replacement = newRegister("msk-1-01");
        BatchAnswer answer = replacement.send(copy.again(told, OperationKind.SALE, saleOf("s-2")));
        assertThat(answer.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.contact().standing()).isEqualTo(Contact.Standing.LIVE);
    }

    /** A processor that was put back does not know of it, but would refuse what came of it. */
    @Test
    void whatAMachineDidInALifeNobodyRemembersIsTakenOfItsNext() throws Exception {
        String code = server.desks().registers().newCode("msk-1-02", "msk-1");
        RegisterClient machine = new RegisterClient(server.port());
        assertThat(machine.enrol(code, 1_002).holder().incarnation()).isEqualTo(1_003);
        RegisterClient before = machine.inLife(1_002);
        BatchAnswer answer =
                machine.send(before.operation(OperationKind.SALE, "m-3", saleOf("s-1")));
        assertThat(answer.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    /** Its request may have been under way since before the machine was replaced. */
    @Test
    void anEnrolmentThatComesAgainLateEndsNoLifeThatBeganSince() throws Exception {
        String code = server.desks().registers().newCode("msk-1-02", "msk-1");
        RegisterClient first = new RegisterClient(server.port());
        first.enrol(code);
        assertThat(first.enrol(code).holder().incarnation()).isEqualTo(1);
        RegisterClient replacement = newRegister("msk-1-02");
        assertThatThrownBy(() -> first.enrol(code)).hasMessageContaining("is over");
        BatchAnswer answer =
                replacement.send(replacement.operation(OperationKind.SALE, "m-3", saleOf("s-1")));
        assertThat(answer.contact().standing()).isEqualTo(Contact.Standing.LIVE);
    }

    /** A register whose ledger was put back and not its keys signs as who it was once. */
    @Test
    void aReceiptIsGenuineUnderAnyKeyOfItsRegisterAndUnderNoOther() throws Exception {
        Holder before = register.holder();
        RegisterClient after = newRegister("msk-1-01");
        assertThat(returned(after, extract(before, after, "s-1", Instant.now())).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        RegisterClient stranger = newRegister("msk-1-02");
        assertThat(returned(after, extract(before, stranger, "s-2", Instant.now())).outcome())
                .isEqualTo(Outcome.REJECTED);
    }

    /** Else it would hold back whatever its member did there afterwards, for ever. */
    @Test
    void aReceiptOfAMachineThatIsNotEnrolledWaitsForItsKeyAWhileAndThenForAPerson()
            throws Exception {
        Holder before = new Holder("msk-1-02", 0);
        RegisterClient later = new RegisterClient(server.port());
        Instant now = Instant.now();
        Answer first = returned(register, extract(before, later, "s-1", now));
        assertThat(first.reason()).isEqualTo(Answer.Reason.UNKNOWN_KEY);
        Instant longAgo = now.minus(Duration.ofDays(4));
        assertThat(returned(register, extract(before, later, "s-2", longAgo)).outcome())
                .isEqualTo(Outcome.REJECTED);
        later.enrol(server.desks().registers().newCode("msk-1-02", "msk-1"));
        assertThat(returned(register, extract(before, later, "s-1", now)).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    /** Her register may be on its way with her, or may have lost her with its disk. */
    @Test
    void aReceiptOfANewcomerNobodyToldOfIsAwaitedOfItsRegister() throws Exception {
        PhoneNumber phone = new PhoneNumber("+375295550000");
        String newcomer = office.keys().identifier().memberOf(phone).toString();
        RegisterClient seller = newRegister("msk-1-02");
        Extract receipt = extract(newcomer, seller.holder(), "s-1", Instant.now(), "");
        Answer answer = returned(register, signed(receipt, seller));
        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(seller.member(newcomer).member().awaited())
                .extracting(MemberView.Awaited::sale)
                .containsExactly("s-1");
        EnrolBody body =
                new EnrolBody(
                        office.keys().identifier().ofPhone(phone).hex(),
                        List.of(),
                        Map.of("name", "Ева"),
                        List.of(),
                        true,
                        Optional.empty());
        Operation enrolment = seller.operation(OperationKind.ENROL, newcomer, body.toNode());
        Answer enrolled = seller.send(enrolment).answers().get(0);
        assertThat(enrolled.outcome()).as("she was not known before").isEqualTo(Outcome.ACCEPTED);
        assertThat(points(newcomer)).contains("Ева").contains("joined");
    }

    private static Answer returned(RegisterClient at, Extract extract) throws Exception {
        ReturnBody body =
                new ReturnBody(
                        "return of " + extract.sale(),
                        "R-" + extract.sale(),
                        "msk-1",
                        "2026-11-25",
                        Optional.empty(),
                        extract.sale(),
                        List.of(new ReturnBody.Back("1", "2")),
                        Tree.mapping().node(),
                        Tree.mapping().node(),
                        List.of(),
                        List.of(),
                        0,
                        true,
                        List.of(),
                        List.of(),
                        Optional.of(extract));
        Operation back = at.operation(OperationKind.RETURN, extract.member(), body.toNode());
        return at.send(back).answers().get(0);
    }

    private static Extract extract(Holder seller, RegisterClient signer, String sale, Instant at) {
        return signed(extract("m-3", seller, sale, at, ""), signer);
    }

    private static Extract signed(Extract receipt, RegisterClient signer) {
        return extract(
                receipt.member(),
                receipt.holder(),
                receipt.sale(),
                receipt.at(),
                signer.sign(receipt.signedBytes()));
    }

    private static Extract extract(
            String member, Holder seller, String sale, Instant at, String signature) {
        return new Extract(
                sale,
                "operation of " + sale,
                seller,
                member,
                "msk-1",
                at,
                "sha256:" + "0".repeat(64),
                RegisterClient.sale(sale, List.of(), List.of()).sold(),
                List.of(),
                List.of(),
                9_000,
                signature);
    }
}
