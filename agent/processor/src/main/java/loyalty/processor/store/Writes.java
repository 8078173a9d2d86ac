package loyalty.processor.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction will write, in order. Kept until its end, so that all of it travels to the
 * database together and not statement by statement.
 */
final class Writes {
    private final List<Sql> waiting = new ArrayList<>();

    void add(String sql, Object... values) {
        waiting.add(new Sql(sql, List.of(values)));
    }

    List<Sql> all() {
        return List.copyOf(waiting);
    }
}
