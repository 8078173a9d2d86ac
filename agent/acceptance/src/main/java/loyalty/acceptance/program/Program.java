package loyalty.acceptance.program;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Java program in a process of its own. What it prints goes to a file and can be waited for.
 * Closing it kills it; so does the end of this JVM.
 */
public final class Program implements AutoCloseable {
    /** How long a program may take to get ready; a busy machine is slow. */
    static final Duration START = Duration.ofMinutes(10);

    private static final String END = "\u0000end";

    private final String name;
    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final Thread reader;
    private final Thread killer;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::readOutput, "output of " + name);
        this.reader.setDaemon(true);
        this.killer = new Thread(process::destroyForcibly, "end of " + name);
    }

    /**
     * Starts {@code mainClass} with this JVM's own Java, otherwise as the package does.
     *
     * @param log what the program prints is appended here
     * @param memory such as {@code -Xmx96m}
     */
    public static Program start(
            String name, Path log, List<String> memory, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xss512k",
                        "-Xshare:auto",
                        "-Dlogback.configurationFile=config/logback.xml",
                        "-DLOYALTY_LOGS=" + log.toAbsolutePath().getParent()));
        command.addAll(memory);
        command.addAll(List.of("-cp", classPath(mainClass), mainClass));
        command.addAll(arguments);
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process =
                builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        Program program = new Program(name, process, log);
        program.reader.start();
        Runtime.getRuntime().addShutdownHook(program.killer);
        return program;
    }

    /**
     * This JVM's own; or, with {@code -Dloyalty.built=true}, the jars of the module alone as the
     * last build made them, for who measures them.
     */
    private static String classPath(String mainClass) {
        if (!Boolean.getBoolean("loyalty.built")) {
            return System.getProperty("java.class.path");
        }
        String module = mainClass.split("\\.", -1)[1];
        String built = "agent/" + module + "/target/";
        return built + module + ".jar" + File.pathSeparator + built + "lib/*";
    }

    /** Runs a program to its end and returns what it printed; a wrong exit code is an error. */
    public static List<String> run(
            String name, Path log, List<String> memory, String mainClass, List<String> arguments)
            throws IOException {
        try (Program program = start(name, log, memory, mainClass, arguments)) {
            int code = program.exitCode(START);
            if (code != 0) {
                throw new IOException(name + " ended with " + code + ":\n" + program.lastLines());
            }
            return List.copyOf(program.seen);
        }
    }

    /** Waits until the program prints a line in which {@code pattern} is found. */
    public Matcher waitFor(Pattern pattern, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = nextLine(end - System.nanoTime());
            if (line.equals(END)) {
                throw new IOException(
                        name + " ended before it printed " + pattern + ":\n" + lastLines());
            }
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
        }
    }

    private String nextLine(long nanos) throws IOException {
        try {
            String line = lines.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IOException(name + " did not get ready in time:\n" + lastLines());
            }
            if (!line.equals(END)) {
                seen.add(line);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, e);
        }
    }

    /** The end of the log, where errors are. */
    private String lastLines() throws IOException {
        List<String> all = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
    }

    /** Waits for the end; every line printed until then has been read. */
    public int exitCode(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        String line;
        do {
            line = nextLine(end - System.nanoTime());
        } while (!line.equals(END));
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The power cut: SIGKILL, nothing is flushed, nobody is asked. */
    public void kill() throws IOException {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() throws IOException {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException(name + " cannot be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " ended", e);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException alreadyEnding) {
            // The JVM ends and runs the hook itself: nothing is left to undo.
            return;
        }
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null) {
                lines.add(line);
                Files.writeString(
                        log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                line = output.readLine();
            }
        } catch (IOException | UncheckedIOException e) {
            lines.add("output of " + name + " was cut: " + e.getMessage());
        } finally {
            lines.add(END);
        }
    }
}
