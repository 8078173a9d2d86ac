package loyalty.acceptance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import loyalty.acceptance.database.OwnPostgres;
import loyalty.acceptance.program.EmptyDirectory;
import loyalty.acceptance.program.Program;
import org.junit.jupiter.api.Test;

/** {@code processor import} is killed with {@code -9} in the middle, and begun again. */
class ImportKilledTest {
    private static final String MAIN = "loyalty.processor.cli.Main";
    private static final List<String> MEMORY = List.of("-Xmx128m");
    private static final int MEMBERS = 30_000;

    /** Connections to look into the database with. */
    private interface Database {
        Connection connect() throws SQLException;
    }

    @Test
    void intoSqliteNobodyIsLostAndNobodyIsThereTwice() throws Exception {
        Path home = home("sqlite");
        String url = "jdbc:sqlite:" + home.resolve("processor.db");
        killed(
                home,
                List.of("import", "--home", home.toString()),
                () -> DriverManager.getConnection(url),
                "select sum(json_extract(state, '$.lots[0].free')) from member");
    }

    @Test
    void intoPostgresNobodyIsLostAndNobodyIsThereTwice() throws Exception {
        Path home = home("postgres");
        try (OwnPostgres postgres = OwnPostgres.start(home.resolve("server"), List.of())) {
            postgres.database("loyalty");
            Path settings = home.resolve("processor.yaml");
            Files.writeString(
                    settings,
                    """
                    postgres:
                      url: jdbc:postgresql://127.0.0.1:%d/loyalty
                      user: %s
                      passwordFile: %s
                    """
                            .formatted(postgres.port(), postgres.user(), postgres.passwordFile()));
            killed(
                    home,
                    List.of("import", "--home", home.toString(), "--config", settings.toString()),
                    () -> postgres.connect("loyalty"),
                    "select sum((state::json -> 'lots' -> 0 ->> 'free')::bigint) from member");
        }
    }

    private static Path home(String name) throws IOException {
        Path home = Path.of("target", "import-killed", name).toAbsolutePath();
        EmptyDirectory.make(home);
        return home;
    }

    private static void killed(Path home, List<String> words, Database database, String points)
            throws Exception {
        List<String> arguments = new ArrayList<>(words);
        arguments.add(members(home).toString());
        Path log = home.resolve("import.out");
        try (Program program = Program.start("import", log, MEMORY, MAIN, arguments)) {
            while (program.isRunning() && number(database, "select count(*) from member") == 0) {
                Thread.onSpinWait();
            }
            program.kill();
        }
        assertThat(number(database, "select count(*) from member")).isBetween(1L, MEMBERS - 1L);
        assertThat(Program.run("import", log, MEMORY, MAIN, arguments))
                .contains("done: " + MEMBERS + " taken, 0 wrong");
        assertThat(number(database, "select count(*) from member")).isEqualTo(MEMBERS);
        assertThat(number(database, "select count(*) from document where kind = 'card'"))
                .isEqualTo(MEMBERS);
        assertThat(number(database, points)).isEqualTo((long) MEMBERS * (MEMBERS - 1) / 2);
    }

    private static Path members(Path home) throws IOException {
        StringBuilder lines = new StringBuilder("phone,card,points\n");
        for (int i = 0; i < MEMBERS; i++) {
            lines.append("+37529").append(1_000_000 + i).append(",29").append(1_000_000 + i);
            lines.append(',').append(i).append('\n');
        }
        return Files.writeString(home.resolve("members.csv"), lines.toString());
    }

    /** 0 while the tables are not made yet. */
    private static long number(Database database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            return 0;
        }
    }
}
