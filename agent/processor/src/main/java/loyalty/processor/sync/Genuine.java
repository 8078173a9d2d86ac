package loyalty.processor.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.member.Arrival;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.Transfer;

/** Whether what other registers signed, and an operation carries, is theirs. */
final class Genuine {
    private final Registers registers;
    private final Duration patience;

    /**
     * @param patience how long a register may take to enrol after its first receipt
     */
    Genuine(Registers registers, Duration patience) {
        this.registers = registers;
        this.patience = patience;
    }

    /** Why something signed inside the operation is not genuine. */
    Optional<String> forged(Arrival arrival) throws StoreException {
        Operation operation = arrival.operation();
        for (Transfer transfer : operation.transfers()) {
            if (!genuine(transfer)) {
                return Optional.of("transfer " + transfer.id() + " is not signed by its giver");
            }
        }
        try {
            if (arrival.is(OperationKind.TRANSFER) && !genuine(Transfer.read(operation.body()))) {
                return Optional.of("the transfer is not signed by its giver");
            }
            if (arrival.is(OperationKind.RETURN)) {
                Optional<Extract> extract = arrival.returned().extract();
                if (extract.isPresent() && !genuine(extract.get())) {
                    return Optional.of("the receipt's extract is not signed by its register");
                }
            }
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }

    /**
     * A receipt from before its register was enrolled, or enrolled again: its key may come. After a
     * term, or if its clock was off by more, it is for a person to judge: the machine may be lost,
     * and whatever else its member did at the register that tells of it waits behind.
     */
    boolean signedByNewcomer(Arrival arrival, Instant now) throws StoreException {
        if (!arrival.is(OperationKind.RETURN)) {
            return false;
        }
        try {
            Optional<Extract> extract = arrival.returned().extract();
            return extract.isPresent()
                    && extract.get().holder().incarnation() == 0
                    && Duration.between(extract.get().at(), now).abs().compareTo(patience) < 0
                    && !genuine(extract.get());
        } catch (InvalidDocumentException e) {
            return false;
        }
    }

    private boolean genuine(Transfer transfer) throws StoreException {
        return registers.signed(transfer.from(), transfer.signedBytes(), transfer.signature());
    }

    /** By any key of its register: one whose ledger was put back signs with the key it kept. */
    private boolean genuine(Extract extract) throws StoreException {
        Holder anyLife = new Holder(extract.holder().register(), 0);
        return registers.signed(anyLife, extract.signedBytes(), extract.signature());
    }
}
