package loyalty.benchmarks.register;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import loyalty.terminal.database.Schema;

/** The rows that confirming a sale adds, in the ledger's own tables, written by bare JDBC. */
final class SaleRows {
    private static final String HASH = "sha256:" + "0".repeat(64);

    private final PreparedStatement operation;
    private final PreparedStatement journal;
    private final PreparedStatement request;

    SaleRows(Connection connection) throws SQLException {
        operation =
                connection.prepareStatement(
                        "insert into operation (position, seq, id, member, sale, body, incarnation,"
                                + " kind, at, points, money, hash, previous, state, shown)"
                                + " values (?, ?, ?, ?, ?, ?, 1, 'sale', 1800000000000, 50, 120000,"
                                + " ?, ?, 'WAITING', 1)");
        journal =
                connection.prepareStatement(
                        "insert into journal (number, at, kind, subject, body, previous, hash)"
                                + " values (?, 1800000000000, 'operation.sale', ?, ?, ?, ?)");
        request =
                connection.prepareStatement(
                        "insert into request (client, path, key, body_hash, owner, at)"
                                + " values ('pos', 'confirm', ?, 'body', ?, 1800000000000)");
    }

    /** The statements that make the ledger's tables. */
    static List<String> tables() {
        List<String> commands = new ArrayList<>();
        for (String script : Schema.scripts()) {
            for (String command : script.split(";\\s*\\n", -1)) {
                if (!command.isBlank()) {
                    commands.add(command);
                }
            }
        }
        return commands;
    }

    int insert(long number, byte[] body) throws SQLException {
        String id = new UUID(0x0192_0000_0000_7000L + number, 0x8000_0000_0000_0000L).toString();
        operation.setLong(1, number);
        operation.setLong(2, number);
        operation.setString(3, id);
        operation.setString(4, "m-" + number % 1_000);
        operation.setString(5, id);
        operation.setBytes(6, body);
        operation.setString(7, HASH);
        operation.setString(8, HASH);
        journal.setLong(1, number);
        journal.setString(2, id);
        journal.setString(3, HASH);
        journal.setString(4, HASH);
        journal.setString(5, HASH);
        request.setString(1, Long.toString(number));
        request.setString(2, id);
        return operation.executeUpdate() + journal.executeUpdate() + request.executeUpdate();
    }
}
