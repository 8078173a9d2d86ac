package loyalty.processor.store;

import java.util.List;

/** One statement with its values. */
record Sql(String text, List<Object> values) {
    Sql {
        values = List.copyOf(values);
    }
}
