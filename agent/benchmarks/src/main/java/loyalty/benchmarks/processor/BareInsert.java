package loyalty.benchmarks.processor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import loyalty.acceptance.database.OwnPostgres;

/**
 * The rows that operations leave, copied out of the processor's own tables and written again into
 * empty tables of the same shape by plain JDBC: one transaction for each operation, its statements
 * one after the other, as many connections as there were registers.
 */
final class BareInsert {
    private static final List<String> TABLES = List.of("operation", "sale", "receipt", "answered");

    private final OwnPostgres postgres;

    BareInsert(OwnPostgres postgres) {
        this.postgres = postgres;
    }

    /** Makes the empty tables and numbers the rows; gives how many operations there are. */
    int prepare() throws SQLException {
        try (Connection connection = postgres.connect("loyalty");
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists bare cascade");
            statement.execute("create schema bare");
            for (String table : TABLES) {
                statement.execute(
                        "create table bare." + table + " (like " + table + " including all)");
                statement.execute(
                        "create table bare.from_%s as select row_number() over () as n, * from %s"
                                .formatted(table, table));
                statement.execute("create index on bare.from_%s (n)".formatted(table));
            }
            statement.execute("create table bare.member (like member including all)");
            statement.execute("insert into bare.member select * from member");
            statement.execute("create table bare.change (like change including all)");
            statement.execute("insert into bare.change select * from change where kind = 'member'");
            statement.execute("analyze");
            try (var rows = statement.executeQuery("select count(*) from bare.from_operation")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Writes the rows {@code from} to {@code till}, one transaction each. */
    void write(int from, int till) throws SQLException {
        try (Connection connection = postgres.connect("loyalty")) {
            connection.setAutoCommit(false);
            for (int i = from; i < till; i++) {
                for (String table : TABLES) {
                    copy(connection, table, i);
                }
                member(connection, i);
                connection.commit();
            }
        }
    }

    private static void copy(Connection connection, String table, int number) throws SQLException {
        String columns =
                switch (table) {
                    case "operation" -> "home, id, hash, answer, replaced_by";
                    case "sale" -> "home, id, state";
                    case "answered" -> "register, incarnation, seq, hash";
                    default ->
                            "home, id, kind, day, store, register, cashier, identified, base_minor,"
                                    + " discount_minor, redeemed_minor, due_minor, earned, spent";
                };
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into bare.%s (%s) select %s from bare.from_%s where n = ?"
                                .formatted(table, columns, columns, table))) {
            insert.setInt(1, number + 1);
            insert.executeUpdate();
        }
    }

    private static void member(Connection connection, int number) throws SQLException {
        String home = "(select home from bare.from_operation where n = ?)";
        for (String sql :
                List.of(
                        "update bare.member set version = version + 1, state = state || ' '"
                                + " where id = "
                                + home,
                        "update bare.change set version = version + 1, xid = pg_current_xact_id(),"
                                + " seq = nextval('change_seq') where kind = 'member' and id = "
                                + home)) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setInt(1, number + 1);
                update.executeUpdate();
            }
        }
    }
}
