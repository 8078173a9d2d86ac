package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loyalty.processor.store.Home.Kind;

/**
 * Adds many documents with their changes. Where none of a kind is there yet they are copied in;
 * else, or if somebody else was quicker, each is added that is not there.
 */
final class PostgresIntake {
    /** Of a unique key that is there already. */
    private static final String TAKEN = "23505";

    /** For fewer the copying gains nothing. */
    private static final int WORTH_COPYING = 100;

    private final Connection connection;

    PostgresIntake(Connection connection) {
        this.connection = connection;
    }

    /** In the order of their keys, so that two who add the same never wait for each other. */
    Set<Home> add(List<Document> fresh) throws SQLException {
        Set<Home> added = new LinkedHashSet<>();
        for (Kind kind : Kind.values()) {
            List<Document> some =
                    fresh.stream()
                            .filter(document -> document.home().kind() == kind)
                            .sorted(Comparator.comparing(document -> document.home().id()))
                            .toList();
            if (!some.isEmpty()) {
                added.addAll(add(kind, some));
            }
        }
        return added;
    }

    private List<Home> add(Kind kind, List<Document> some) throws SQLException {
        if (some.size() < WORTH_COPYING || anyIsThere(kind, some)) {
            return eachIfAbsent(kind, some);
        }
        Savepoint before = connection.setSavepoint();
        try {
            copied(kind, some);
            connection.releaseSavepoint(before);
            return some.stream().map(Document::home).toList();
        } catch (SQLException e) {
            if (!TAKEN.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return eachIfAbsent(kind, some);
        }
    }

    private boolean anyIsThere(Kind kind, List<Document> some) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = "select 1 from member where id = any(?) limit 1";
        if (kind != Kind.MEMBER) {
            values.add(kind.word());
            sql = "select 1 from document where kind = ? and id = any(?) limit 1";
        }
        values.add(
                connection.createArrayOf(
                        "text", some.stream().map(each -> each.home().id()).toArray()));
        return Statements.one(connection, row -> row.getInt(1), sql, values.toArray()).isPresent();
    }

    private void copied(Kind kind, List<Document> some) throws SQLException {
        String into =
                kind == Kind.MEMBER
                        ? "member (id, version, state)"
                        : "document (id, version, state, kind)";
        copied(
                into,
                some,
                (rows, each) -> {
                    String version = Long.toString(each.version());
                    if (kind == Kind.MEMBER) {
                        rows.row(each.home().id(), version, each.state());
                    } else {
                        rows.row(each.home().id(), version, each.state(), kind.word());
                    }
                });
        copied(
                "change (kind, id, version)",
                some,
                (rows, each) ->
                        rows.row(kind.word(), each.home().id(), Long.toString(each.version())));
    }

    /** How a document is written as a row. */
    private interface Rows {
        void write(CopiedIn rows, Document document) throws SQLException;
    }

    private void copied(String into, List<Document> some, Rows write) throws SQLException {
        CopiedIn rows = new CopiedIn(connection, into);
        try {
            for (Document each : some) {
                write.write(rows, each);
            }
            rows.end();
        } catch (SQLException e) {
            rows.cancel();
            throw e;
        }
    }

    private List<Home> eachIfAbsent(Kind kind, List<Document> some) throws SQLException {
        boolean members = kind == Kind.MEMBER;
        String into =
                members
                        ? "insert into member (id, version, state) select * from"
                        : "insert into document (kind, id, version, state) select ?, * from";
        String sql =
                "with added as ("
                        + into
                        + " unnest(?::text[], ?::bigint[], ?::text[]) on conflict do nothing"
                        + " returning id, version), noted as ("
                        + "insert into change (kind, id, version)"
                        + " select ?, id, version from added) select id from added";
        List<Object> values = new ArrayList<>();
        if (!members) {
            values.add(kind.word());
        }
        values.add(
                connection.createArrayOf(
                        "text", some.stream().map(each -> each.home().id()).toArray()));
        values.add(
                connection.createArrayOf("bigint", some.stream().map(Document::version).toArray()));
        values.add(connection.createArrayOf("text", some.stream().map(Document::state).toArray()));
        values.add(kind.word());
        return Statements.all(
                connection, row -> new Home(kind, row.getString(1)), sql, values.toArray());
    }
}
