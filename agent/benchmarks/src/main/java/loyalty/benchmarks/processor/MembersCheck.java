package loyalty.benchmarks.processor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import loyalty.acceptance.database.OwnPostgres;

/** Looks in the database itself whether all members and points are there, each of them once. */
final class MembersCheck {
    private static final String LOTS =
            " from member, json_array_elements(state::json -> 'lots') as lot";

    private final OwnPostgres postgres;

    MembersCheck(OwnPostgres postgres) {
        this.postgres = postgres;
    }

    void imported(long members, long points) throws SQLException {
        require("members", members, "select count(*) from member");
        require("cards", members, "select count(*) from document where kind = 'card'");
        require("points imported", points, sum("import"));
        System.out.printf("all %d are there with their cards and %d points%n", members, points);
    }

    void grants(long grants, long points) throws SQLException {
        require("grants", grants, "select count(*)" + LOTS + " where lot ->> 'source' = 'grant'");
        require(
                "members with a grant",
                grants,
                "select count(*) from member where json_array_length(state::json -> 'grants') = 1");
        require("points granted", points, sum("grant"));
        System.out.printf("%d members have their grant once, %d points%n", grants, points);
    }

    private static String sum(String source) {
        return "select coalesce(sum((lot ->> 'free')::bigint), 0)"
                + LOTS
                + " where lot ->> 'source' = '"
                + source
                + "'";
    }

    private void require(String what, long expected, String sql) throws SQLException {
        try (Connection connection = postgres.connect("loyalty");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            if (rows.getLong(1) != expected) {
                throw new IllegalStateException(
                        what + ": " + rows.getLong(1) + " instead of " + expected);
            }
        }
    }
}
