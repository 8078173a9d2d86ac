package loyalty.terminal.checkout;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;

/** Reads a request's document; throws with everything that is wrong with it. */
final class Read {
    /** Reads the fields of one document. */
    @FunctionalInterface
    interface Shape<T> {
        T read(Fields fields);
    }

    private Read() {}

    static <T> T of(Node document, Shape<T> shape) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, problems);
        T value = shape.read(fields);
        fields.end();
        fields.throwIfInvalid();
        return value;
    }
}
