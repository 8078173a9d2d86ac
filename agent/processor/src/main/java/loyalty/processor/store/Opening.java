package loyalty.processor.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.processor.store.Transaction.Seen;

/**
 * What a transaction begins with.
 *
 * @param row the home's, locked where the database locks rows; none if it is not there
 * @param operations those wanted that are remembered
 * @param sales those wanted that are there, by id
 */
record Opening(Optional<Document> row, List<Seen> operations, Map<String, String> sales) {
    Opening {
        operations = List.copyOf(operations);
        sales = Map.copyOf(sales);
    }
}
