package loyalty.acceptance.database;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where PostgreSQL's programs are, and as whom they run: they refuse to run as root, so root starts
 * them in a user namespace of its own, or as another user where there is no such thing.
 */
final class ServerPrograms {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> USERS = List.of("postgres", "nobody");

    private final Path bin;
    private final List<String> prefix;
    private final Optional<String> user;

    private ServerPrograms(Path bin, List<String> prefix, Optional<String> user) {
        this.bin = bin;
        this.prefix = List.copyOf(prefix);
        this.user = user;
    }

    private interface Libc extends Library {
        Libc C = Native.load("c", Libc.class);

        int geteuid();
    }

    /** The newest that is installed, else the one the tests bring along. */
    static ServerPrograms find() throws IOException {
        Path bin = installed().isPresent() ? installed().get() : brought();
        if (Libc.C.geteuid() != 0) {
            return new ServerPrograms(bin, List.of(), Optional.empty());
        }
        if (works(List.of("unshare", "-U", "true"))) {
            return new ServerPrograms(bin, List.of("unshare", "-U"), Optional.empty());
        }
        for (String user : USERS) {
            if (works(List.of("runuser", "-u", user, "--", bin + "/postgres", "--version"))) {
                return new ServerPrograms(
                        bin, List.of("runuser", "-u", user, "--"), Optional.of(user));
            }
        }
        throw new IOException(
                "PostgreSQL does not run as root, and neither \"unshare -U\" nor \"runuser\" works"
                        + " here: run this as another user");
    }

    private static Optional<Path> installed() throws IOException {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                Optional<Path> newest =
                        versions.map(version -> version.resolve("bin"))
                                .filter(ServerPrograms::complete)
                                .max(Path::compareTo);
                if (newest.isPresent()) {
                    return newest;
                }
            }
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(each -> !each.isBlank())
                .map(Path::of)
                .filter(ServerPrograms::complete)
                .findFirst();
    }

    private static boolean complete(Path bin) {
        return Files.isExecutable(bin.resolve("initdb"))
                && Files.isExecutable(bin.resolve("postgres"));
    }

    /** Unpacked by the library; its server is started once to learn where. */
    private static Path brought() throws IOException {
        Path data = Files.createTempDirectory("loyalty-postgres");
        try {
            EmbeddedPostgres.builder()
                    .setDataDirectory(data.toFile())
                    .setCleanDataDirectory(false)
                    .start()
                    .close();
            String command = Files.readString(data.resolve("postmaster.opts"));
            Path program = Path.of(command.split(" ", 2)[0]);
            return Optional.ofNullable(program.getParent()).orElseThrow();
        } catch (IOException | IllegalStateException e) {
            throw new IOException(
                    "there is no PostgreSQL here and the one of the tests does not start ("
                            + e.getMessage()
                            + "): install the package \"postgresql\"",
                    e);
        }
    }

    private static boolean works(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the directory to whoever will run the server. */
    void own(Path directory) throws IOException {
        if (user.isPresent() && !works(List.of("chown", "-R", user.get(), directory.toString()))) {
            throw new IOException(directory + " cannot be given to " + user.get());
        }
    }

    void run(Path directory, String program, List<String> arguments) throws IOException {
        Process process = start(directory, program, arguments);
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        program
                                + " failed; its words are in "
                                + directory.resolve(program + ".log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
    }

    Process start(Path directory, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                directory.resolve(program + ".log").toFile()))
                .start();
    }
}
