package loyalty.processor.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Splits the tables by hash of the key that the manual names for spreading them, as a distributed
 * PostgreSQL would. Every statement must then do without a unique key or an order over all parts.
 */
final class Partitions {
    private static final int PARTS = 4;

    private static final Map<String, String> KEYS =
            Map.of(
                    "member", "id",
                    "document", "id",
                    "change", "id",
                    "operation", "home",
                    "sale", "home",
                    "receipt", "home",
                    "receipt_promotion", "home",
                    "bound", "home",
                    "answered", "register",
                    "gapless", "register");

    private final Statement statement;

    Partitions(Statement statement) {
        this.statement = statement;
    }

    /** The tables must be empty. */
    void split() throws SQLException {
        for (Map.Entry<String, String> table : KEYS.entrySet()) {
            String name = table.getKey();
            statement.execute("alter table %s rename to whole_%s".formatted(name, name));
            statement.execute(
                    "create table %s (like whole_%s including all) partition by hash (%s)"
                            .formatted(name, name, table.getValue()));
            for (int i = 0; i < PARTS; i++) {
                statement.execute(
                        "create table %s_%d partition of %s for values with (modulus %d, remainder %d)"
                                .formatted(name, i, name, PARTS, i));
            }
            statement.execute("drop table whole_" + name);
        }
    }
}
