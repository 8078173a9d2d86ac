package loyalty.acceptance.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL server with its data in a directory, on a free port of the loopback address. It
 * ends with this JVM. Not thread-safe.
 */
public final class OwnPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "postgres";

    private final Path directory;
    private final ServerPrograms programs;
    private final int port;
    private final List<String> options;
    private Process server;
    private final Thread killer = new Thread(this::kill, "end of PostgreSQL");

    private OwnPostgres(Path directory, ServerPrograms programs, List<String> options)
            throws IOException {
        this.directory = directory;
        this.programs = programs;
        this.port = freePort();
        this.options = List.copyOf(options);
        this.server = started();
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Makes a new server in an empty directory and starts it.
     *
     * @param options as {@code shared_buffers=512MB}; everything else is the server's default
     * @throws IOException if there is no server to start, and what to do then
     */
    public static OwnPostgres start(Path directory, List<String> options) throws IOException {
        ServerPrograms programs = ServerPrograms.find();
        Files.createDirectories(directory);
        programs.own(directory);
        List<String> init =
                List.of("-D", data(directory).toString(), "-U", USER, "-A", "trust", "-E", "UTF8");
        programs.run(directory, "initdb", init);
        OwnPostgres postgres = new OwnPostgres(directory, programs, options);
        postgres.awaitAnswer();
        return postgres;
    }

    private static Path data(Path directory) {
        return directory.resolve("data").toAbsolutePath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process started() throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-D", data(directory).toString(), "-p", Integer.toString(port)));
        arguments.addAll(List.of("-k", directory.toAbsolutePath().toString()));
        arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        options.forEach(option -> arguments.addAll(List.of("-c", option)));
        return programs.start(directory, "postgres", arguments);
    }

    /** Waits until it takes connections; after a kill it first repeats its log. */
    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                execute("postgres", "select 1");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "PostgreSQL does not answer; its words are in "
                                    + directory.resolve("postgres.log"),
                            e);
                }
                pause();
                if (!server.isAlive()) {
                    // the processes of the killed one may have been there still
                    server = started();
                }
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL starts", e);
        }
    }

    /** A new, empty database; gives its address. */
    public String database(String name) throws SQLException {
        execute("postgres", "create database " + name);
        return url(name);
    }

    public String user() {
        return USER;
    }

    public int port() {
        return port;
    }

    /** What is installed, in its own words. */
    public String version() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The power cut: SIGKILL. */
    public void kill() {
        server.destroyForcibly();
        await();
    }

    /** Starts again with the same data, on the same port. */
    public void startAgain() throws IOException {
        server = started();
        awaitAnswer();
    }

    /** What an administrator does: every connection is cut, everything is written, it starts. */
    public void restart() throws IOException {
        stop();
        startAgain();
    }

    private void stop() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        await();
    }

    private void await() {
        try {
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not end: " + server.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Password for settings that want a file: the server trusts this machine, so it is empty. */
    public Path passwordFile() throws IOException {
        Path file = directory.resolve("password");
        Files.writeString(file, "none\n", StandardCharsets.UTF_8);
        return file;
    }

    /** In order, for the processes of a killed server still write to its directory for a while. */
    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            kill();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException alreadyEnding) {
            // The JVM ends and runs the hook itself: nothing is left to undo.
            return;
        }
    }
}
