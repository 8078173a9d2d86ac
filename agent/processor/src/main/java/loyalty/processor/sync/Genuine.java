package loyalty.processor.sync;

import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.store.StoreException;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.Transfer;

/** Whether what other registers signed, and an operation carries, is theirs. */
final class Genuine {
    private final Registers registers;

    Genuine(Registers registers) {
        this.registers = registers;
    }

    /** Why something signed inside the operation is not genuine. */
    Optional<String> forged(Operation operation) throws StoreException {
        for (Transfer transfer : operation.transfers()) {
            if (!genuine(transfer)) {
                return Optional.of("transfer " + transfer.id() + " is not signed by its giver");
            }
        }
        try {
            if (operation.kind() == OperationKind.TRANSFER
                    && !genuine(Transfer.read(operation.body()))) {
                return Optional.of("the transfer is not signed by its giver");
            }
            if (operation.kind() == OperationKind.RETURN) {
                Optional<Extract> extract = ReturnBody.read(operation.body()).extract();
                if (extract.isPresent() && !genuine(extract.get())) {
                    return Optional.of("the receipt's extract is not signed by its register");
                }
            }
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }

    private boolean genuine(Transfer transfer) throws StoreException {
        Optional<VerifyKey> key = registers.keyOf(transfer.from());
        return key.isPresent() && key.get().verifies(transfer.signedBytes(), transfer.signature());
    }

    private boolean genuine(Extract extract) throws StoreException {
        Optional<VerifyKey> key = registers.keyOf(extract.holder());
        return key.isPresent() && key.get().verifies(extract.signedBytes(), extract.signature());
    }
}
