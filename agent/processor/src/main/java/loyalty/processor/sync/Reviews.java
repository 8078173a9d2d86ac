package loyalty.processor.sync;

import java.util.List;
import java.util.Map;
import loyalty.processor.member.Arrival;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Reason;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.text.JsonText;

/** Batches of revoked registers: kept until a person has looked. */
final class Reviews {
    private final Office office;
    private final Registers registers;

    Reviews(Office office, Registers registers) {
        this.office = office;
        this.registers = registers;
    }

    /** A revoked register's batch is kept until a person has looked. */
    BatchAnswer keep(Caller caller, Holder holder, Batch batch) throws StoreException {
        String id = holder + "@" + office.now().toEpochMilli();
        office.store()
                .transact(
                        new Home(Kind.REVIEW, id),
                        transaction -> {
                            transaction.save(1, JsonText.write(batch.toNode()), false);
                            return true;
                        });
        List<Answer> answers =
                batch.operations().stream()
                        .map(
                                operation ->
                                        Answer.later(
                                                operation.id(),
                                                Reason.IN_REVIEW,
                                                "the register is revoked; a person will look"))
                        .toList();
        Store.Numbers numbers = office.store().answered(holder, Map.of());
        return new BatchAnswer(
                answers,
                numbers.gapless(),
                office.settings().offline().keepAnswered(),
                registers.contact(caller));
    }

    /** A person looked and refuses: each operation is remembered as rejected. */
    void refuse(Batch batch) throws StoreException {
        for (Operation operation : batch.operations()) {
            Home home =
                    operation.member().isPresent()
                            ? Home.member(operation.member().get())
                            : new Home(Kind.REGISTER, operation.holder().register());
            Answer answer =
                    Answer.rejected(
                            operation.id(),
                            Reason.REFUSED_IN_REVIEW,
                            "a person looked at this operation and refused it");
            office.store()
                    .transact(
                            home,
                            transaction -> {
                                if (transaction.seen(operation.id().toString()).isEmpty()) {
                                    Booking.remember(transaction, new Arrival(operation), answer);
                                }
                                return true;
                            });
        }
    }
}
