package loyalty.processor.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for all tests of this run, with a fresh database for each that asks: the
 * one that the environment names, else one the tests bring along.
 */
public final class RealPostgres {
    /** Address without a database, as {@code jdbc:postgresql://127.0.0.1:5432/}. */
    private static final String GIVEN = "LOYALTY_TEST_POSTGRES";

    private static final String USER = "LOYALTY_TEST_POSTGRES_USER";
    private static final String PASSWORD = "LOYALTY_TEST_POSTGRES_PASSWORD";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private RealPostgres() {}

    private static final class Holder {
        private static final String ADDRESS = given(GIVEN).orElseGet(Holder::start);

        private static String start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return "jdbc:postgresql://localhost:" + server.getPort() + "/";
            } catch (IOException | IllegalStateException e) {
                throw new IllegalStateException(
                        "the PostgreSQL that the tests bring along does not start here ("
                                + e.getMessage()
                                + "). Root needs \"unshare -U\" for it; any other user needs"
                                + " nothing. Or name a server of your own: "
                                + GIVEN
                                + "=jdbc:postgresql://127.0.0.1:5432/ with "
                                + USER
                                + " and "
                                + PASSWORD,
                        e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Optional<String> given(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    public static String user() {
        return given(USER).orElse("postgres");
    }

    public static String password() {
        return given(PASSWORD).orElse("");
    }

    /** The address of a new, empty database. */
    public static String freshDatabase() throws Exception {
        String name = "t" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(
                                Holder.ADDRESS + "postgres", user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return Holder.ADDRESS + name;
    }

    public static Store freshStore() throws Exception {
        return PostgresStore.open(freshDatabase(), user(), password(), 10);
    }
}
