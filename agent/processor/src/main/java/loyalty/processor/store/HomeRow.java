package loyalty.processor.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.processor.store.Home.Kind;

/** The row of a home: members have a table of their own, all else shares one. */
final class HomeRow {
    private HomeRow() {}

    static Optional<Document> find(Connection connection, Home home, String lock)
            throws SQLException {
        Sql select = select(home, lock);
        return Statements.one(
                connection,
                row -> document(home.kind(), row),
                select.text(),
                select.values().toArray());
    }

    static Sql select(Home home, String lock) {
        return home.kind() == Kind.MEMBER
                ? new Sql(
                        "select id, version, state from member where id = ?" + lock,
                        List.of(home.id()))
                : new Sql(
                        "select id, version, state from document where kind = ? and id = ?" + lock,
                        List.of(home.kind().word(), home.id()));
    }

    /** Many at once; each kind is asked for in a statement of its own. */
    static Map<Home, Document> findAll(Connection connection, Set<Home> homes) throws SQLException {
        Map<Kind, List<Object>> ids = new EnumMap<>(Kind.class);
        homes.forEach(
                home -> ids.computeIfAbsent(home.kind(), k -> new ArrayList<>()).add(home.id()));
        Map<Home, Document> found = new HashMap<>();
        for (Map.Entry<Kind, List<Object>> entry : ids.entrySet()) {
            Kind kind = entry.getKey();
            List<Object> values = Statements.padded(entry.getValue());
            String in = " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
            String sql = "select id, version, state from member where id" + in;
            if (kind != Kind.MEMBER) {
                values.add(0, kind.word());
                sql = "select id, version, state from document where kind = ? and id" + in;
            }
            Statements.all(connection, row -> document(kind, row), sql, values.toArray())
                    .forEach(document -> found.put(document.home(), document));
        }
        return found;
    }

    static List<Document> page(Connection connection, Kind kind, String after, int limit)
            throws SQLException {
        if (kind == Kind.MEMBER) {
            return Statements.all(
                    connection,
                    row -> document(kind, row),
                    "select id, version, state from member"
                            + " where id > ? and state <> '' order by id limit ?",
                    after,
                    limit);
        }
        return Statements.all(
                connection,
                row -> document(kind, row),
                "select id, version, state from document where kind = ?"
                        + " and id > ? and state <> '' order by id limit ?",
                kind.word(),
                after,
                limit);
    }

    static Document document(Kind kind, ResultSet row) throws SQLException {
        return new Document(new Home(kind, row.getString(1)), row.getLong(2), row.getString(3));
    }

    static void insertPlaceholder(Connection connection, Home home) throws SQLException {
        if (home.kind() == Kind.MEMBER) {
            Statements.update(
                    connection,
                    "insert into member (id, version, state) values (?, 0, '')"
                            + " on conflict do nothing",
                    home.id());
        } else {
            Statements.update(
                    connection,
                    "insert into document (kind, id, version, state) values (?, ?, 0, '')"
                            + " on conflict do nothing",
                    home.kind().word(),
                    home.id());
        }
    }

    static void write(Writes writes, Document document) {
        Home home = document.home();
        if (home.kind() == Kind.MEMBER) {
            writes.add(
                    "insert into member (id, version, state) values (?, ?, ?) on conflict (id)"
                            + " do update set version = excluded.version, state = excluded.state",
                    home.id(),
                    document.version(),
                    document.state());
        } else {
            writes.add(
                    "insert into document (kind, id, version, state) values (?, ?, ?, ?)"
                            + " on conflict (kind, id)"
                            + " do update set version = excluded.version, state = excluded.state",
                    home.kind().word(),
                    home.id(),
                    document.version(),
                    document.state());
        }
    }

    static void delete(Writes writes, Home home) {
        if (home.kind() == Kind.MEMBER) {
            writes.add("delete from member where id = ?", home.id());
        } else {
            writes.add(
                    "delete from document where kind = ? and id = ?",
                    home.kind().word(),
                    home.id());
        }
    }
}
