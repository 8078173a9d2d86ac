package loyalty.terminal.sync;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.sale.SaleId;

/** What a customer at the counter waits for: the ledger knows the answer before they do. */
final class Questions {
    private final Workplace place;

    Questions(Workplace place) {
        this.place = place;
    }

    CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        Moment sent = place.sent();
        return place.processor()
                .reserve(request)
                .thenCompose(answer -> place.ask(() -> taken(request, answer, sent)))
                .whenComplete(place.progress()::heard);
    }

    private ReservationAnswer taken(
            ReservationRequest request, ReservationAnswer answer, Moment sent) throws Exception {
        if (answer.member().isPresent()) {
            place.ledger().take(answer.member().get(), Optional.empty(), answer.contact(), sent);
        } else {
            place.ledger().take(answer.contact(), sent);
        }
        if (answer.state() == ReservationAnswer.State.HELD) {
            place.till().ledger().held(new SaleId(request.sale()));
        }
        return answer;
    }

    CompletableFuture<MemberView> member(IdentifierHash code) {
        Moment sent = place.sent();
        return looked(place.processor().member(code), Optional.of(code), sent);
    }

    CompletableFuture<MemberView> member(String id) {
        Moment sent = place.sent();
        return looked(place.processor().memberById(id), Optional.empty(), sent);
    }

    private CompletableFuture<MemberView> looked(
            CompletableFuture<MemberAnswer> question, Optional<IdentifierHash> code, Moment sent) {
        return question.thenCompose(answer -> place.ask(() -> taken(answer, code, sent)))
                .whenComplete(place.progress()::heard);
    }

    private MemberView taken(MemberAnswer answer, Optional<IdentifierHash> code, Moment sent)
            throws Exception {
        place.ledger().take(answer.member(), code, answer.contact(), sent);
        return answer.member();
    }

    CompletableFuture<SaleAnswer> sale(String member, String sale) {
        Moment sent = place.sent();
        return place.processor()
                .sale(member, sale)
                .thenCompose(
                        answer ->
                                place.ask(
                                        () -> {
                                            place.ledger().take(answer.contact(), sent);
                                            return answer;
                                        }))
                .whenComplete(place.progress()::heard);
    }
}
