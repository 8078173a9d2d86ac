package loyalty.benchmarks.register;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;

/** Members by the million, each with a card, a name and a lot; the i-th is always the same one. */
final class Crowd {
    static final IdentifierKey KEY = new IdentifierKey(new byte[32]);
    static final PersonalKey PERSONAL = new PersonalKey(new byte[32]);

    private static final int PAGE = 50_000;
    private static final long FIRST_CARD = 2_900_000_000_000L;
    private static final long AS_OF = Instant.parse("2026-11-25T09:30:00Z").toEpochMilli();

    private Crowd() {}

    static String id(long i) {
        return "m-" + i;
    }

    static String card(long i) {
        return Long.toString(FIRST_CARD + i);
    }

    static IdentifierHash hash(long i) {
        return KEY.ofCard(card(i));
    }

    static Node.Mapping state(long i) {
        return Tree.mapping()
                .put("id", id(i))
                .put("joined", "2026-01-10")
                .put("segments", List.of("regulars"), Tree::text)
                .put("counters", Tree.mapping().put("lifetimeSpend", "41200.00").node())
                .put(
                        "lots",
                        Tree.sequence(
                                List.of(
                                        Tree.mapping()
                                                .put("id", "l-" + i)
                                                .put("points", Long.toString(i % 5_000))
                                                .put("expiresAt", "2027-05-01T00:00:00+03:00")
                                                .node())))
                .node();
    }

    static MemberView view(long i) {
        Tree named = Tree.mapping().put("name", "Анна " + i);
        state(i).entries().forEach(named::put);
        return new MemberView(id(i), 1, Optional.empty(), Optional.of(named.node()), List.of());
    }

    static Change member(long i) {
        return new Change(Change.Kind.MEMBER, id(i), 1, Optional.of(view(i).toNode()), "");
    }

    static Change card(long i, long version) {
        Node.Mapping state = Tree.mapping().put("member", id(i)).put("kind", "card").node();
        return new Change(Change.Kind.CARD, hash(i).hex(), version, Optional.of(state), "");
    }

    /** A register's folder with so many members cached; made once, kept for the next run. */
    static Path cached(long members) throws Exception {
        Path folder = Folders.kept("cache-" + members);
        Path done = folder.resolve("complete");
        if (Files.exists(done)) {
            return folder;
        }
        Folders.remove(folder);
        Files.createDirectories(folder);
        Ledger.open(LedgerSetup.of(folder, "r-1", "benchmark", PERSONAL)).close();
        String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma synchronous = off");
            }
            connection.setAutoCommit(false);
            fill(connection, members);
        }
        Files.createFile(done);
        return folder;
    }

    private static void fill(Connection connection, long members) throws SQLException {
        try (PreparedStatement member =
                        connection.prepareStatement(
                                "insert into member (id, version, as_of, state, personal)"
                                        + " values (?, 1, ?, ?, ?)");
                PreparedStatement card =
                        connection.prepareStatement(
                                "insert into identifier (hash, member, version)"
                                        + " values (?, ?, 1)")) {
            String sealed = PERSONAL.seal("{\"name\":\"Анна\"}");
            for (long i = 0; i < members; i++) {
                member.setString(1, id(i));
                member.setLong(2, AS_OF);
                member.setBytes(3, JsonText.write(state(i)).getBytes(StandardCharsets.UTF_8));
                member.setString(4, sealed);
                member.addBatch();
                card.setString(1, hash(i).hex());
                card.setString(2, id(i));
                card.addBatch();
                if (i % PAGE == PAGE - 1 || i == members - 1) {
                    member.executeBatch();
                    card.executeBatch();
                    connection.commit();
                }
            }
        }
    }
}
