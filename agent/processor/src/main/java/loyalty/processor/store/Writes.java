package loyalty.processor.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction will write, in order. Kept until its end, so that all of it travels to the
 * database together and not statement by statement.
 */
final class Writes {
    private final List<Write> waiting = new ArrayList<>();

    /** One statement with its values. */
    record Write(String sql, List<Object> values) {
        Write {
            values = List.copyOf(values);
        }
    }

    void add(String sql, Object... values) {
        waiting.add(new Write(sql, List.of(values)));
    }

    List<Write> all() {
        return List.copyOf(waiting);
    }
}
