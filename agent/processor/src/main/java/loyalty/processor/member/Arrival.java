package loyalty.processor.member;

import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;

/**
 * An operation that is being dealt with: its hash and its body are worked out when they are first
 * asked for, and kept. One thread at a time.
 */
public final class Arrival {
    private final Operation operation;
    private Optional<String> hash = Optional.empty();
    private Optional<SaleBody> sale = Optional.empty();
    private Optional<ReturnBody> returned = Optional.empty();

    public Arrival(Operation operation) {
        this.operation = operation;
    }

    public Operation operation() {
        return operation;
    }

    /** {@link Operation#hash} of it. */
    public String hash() {
        String known = hash.orElseGet(operation::hash);
        hash = Optional.of(known);
        return known;
    }

    public boolean is(OperationKind kind) {
        return operation.kind() == kind;
    }

    /** The body of a sale. */
    public SaleBody sale() throws InvalidDocumentException {
        SaleBody known = sale.isPresent() ? sale.get() : SaleBody.read(operation.body());
        sale = Optional.of(known);
        return known;
    }

    /** The body of a return. */
    public ReturnBody returned() throws InvalidDocumentException {
        ReturnBody known =
                returned.isPresent() ? returned.get() : ReturnBody.read(operation.body());
        returned = Optional.of(known);
        return known;
    }

    /** The sale that a sale or a return is about; none if the body does not say. */
    public Optional<String> saleNamed() {
        boolean about = is(OperationKind.SALE) || is(OperationKind.RETURN);
        return about && operation.body().entries().get("sale") instanceof Node.Text text
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
