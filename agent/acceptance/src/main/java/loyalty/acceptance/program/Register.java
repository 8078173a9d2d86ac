package loyalty.acceptance.program;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One register: its configuration, its home directory and the agent as a process of its own. */
public final class Register implements AutoCloseable {
    private static final String MAIN = "loyalty.terminal.cli.Main";
    private static final Pattern LISTENS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

    private final Path home;
    private final Path config;
    private final Path log;
    private final String token;
    private Program program;
    private URI address;

    /**
     * What a register is told before its first start.
     *
     * @param home ledger, keys and logs; made if it is not there
     * @param name such as {@code demo-1-01}
     * @param store such as {@code demo-1}
     * @param pack the rule pack to begin with
     * @param processor where to sync; empty for a register that works alone
     * @param devices the lines of {@code agent.yaml} that name scanners and printers
     */
    public record Setup(
            Path home,
            String name,
            String store,
            Path pack,
            Optional<URI> processor,
            String devices) {
        public Setup(
                Path home, String name, String store, Path pack, URI processor, String devices) {
            this(home, name, store, pack, Optional.of(processor), devices);
        }
    }

    private Register(Setup setup, Path config, String token) throws IOException {
        this.home = setup.home();
        this.config = config;
        this.log = setup.home().resolve("agent.out");
        this.token = token;
        this.program = started(0);
        this.address = awaitAddress();
    }

    /** Writes the configuration, enrols at the processor and starts the agent. */
    public static Register open(Setup setup, String enrolmentCode) throws IOException {
        Path config = configured(setup);
        run(config, setup.home().resolve("agent.out"), "enrol", enrolmentCode);
        return open(setup, config);
    }

    /** Writes the configuration and starts an agent that knows no processor. */
    public static Register alone(Setup setup) throws IOException {
        return open(setup, configured(setup));
    }

    private static Path configured(Setup setup) throws IOException {
        Files.createDirectories(setup.home());
        Path config = setup.home().resolve("agent.yaml");
        Files.writeString(config, configuration(setup));
        return config;
    }

    private static Register open(Setup setup, Path config) throws IOException {
        Path log = setup.home().resolve("agent.out");
        List<String> printed = run(config, log, "client", "add", "acceptance");
        return new Register(setup, config, printed.get(printed.size() - 1));
    }

    private static String configuration(Setup setup) {
        return """
                register:
                  name: %s
                  store: %s
                  region: minsk
                home: .
                pack: %s
                http:
                  port: 0
                %s%s"""
                .formatted(
                        setup.name(),
                        setup.store(),
                        setup.pack().toAbsolutePath(),
                        setup.processor()
                                .map("processor:\n  url: %s\n  poll: PT2S\n"::formatted)
                                .orElse(""),
                        setup.devices());
    }

    public Calls calls() {
        return new Calls(address, token);
    }

    public URI address() {
        return address;
    }

    public String token() {
        return token;
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return program.pid();
    }

    public boolean isRunning() {
        return program.isRunning();
    }

    /** One of the agent's commands, run to its end; what it printed. */
    public List<String> command(String... words) throws IOException {
        return run(config, log, words);
    }

    /** The power cut. */
    public void kill() throws IOException {
        program.close();
    }

    /** Starts again where it was, on the same port. */
    public void start() throws IOException {
        program = started(address.getPort());
        address = awaitAddress();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private URI awaitAddress() throws IOException {
        return URI.create(program.waitFor(LISTENS, Duration.ofSeconds(30)).group(1));
    }

    private Program started(int port) throws IOException {
        return Program.start(
                "agent",
                log,
                MAIN,
                List.of("run", "--config", config.toString(), "--port", Integer.toString(port)));
    }

    private static List<String> run(Path config, Path log, String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--config", config.toString()));
        return Program.run("agent " + words[0], log, MAIN, arguments);
    }
}
