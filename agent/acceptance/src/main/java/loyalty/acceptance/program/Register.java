package loyalty.acceptance.program;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One register: its configuration, its home directory and the agent as a process of its own. */
public final class Register implements AutoCloseable {
    private static final String MAIN = "loyalty.terminal.cli.Main";
    private static final List<String> MEMORY = List.of("-Xms16m", "-Xmn8m", "-Xmx96m");
    private static final Pattern LISTENS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

    private final Path home;
    private final Installed installed;
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
     * @param log where the program's output goes; beside the ledger if empty
     */
    public record Setup(
            Path home,
            String name,
            String store,
            Path pack,
            Optional<URI> processor,
            String devices,
            Optional<Path> log) {
        public Setup(
                Path home,
                String name,
                String store,
                Path pack,
                Optional<URI> processor,
                String devices) {
            this(home, name, store, pack, processor, devices, Optional.empty());
        }

        public Setup(
                Path home, String name, String store, Path pack, URI processor, String devices) {
            this(home, name, store, pack, Optional.of(processor), devices);
        }

        /** The same with its output somewhere else, for a home whose disk is to fail. */
        public Setup logging(Path elsewhere) {
            return new Setup(home, name, store, pack, processor, devices, Optional.of(elsewhere));
        }
    }

    private Register(Path home, Installed installed, String token) throws IOException {
        this.home = home;
        this.installed = installed;
        this.token = token;
        this.program = installed.start(0);
        this.address = awaitAddress();
    }

    /** Writes the configuration, enrols at the processor and starts the agent. */
    public static Register open(Setup setup, String enrolmentCode) throws IOException {
        Installed installed = configured(setup);
        installed.run("enrol", enrolmentCode);
        return open(setup, installed);
    }

    /** Writes the configuration and starts an agent that knows no processor. */
    public static Register alone(Setup setup) throws IOException {
        return open(setup, configured(setup));
    }

    private static Installed configured(Setup setup) throws IOException {
        Files.createDirectories(setup.home());
        Path config = setup.home().resolve("agent.yaml");
        Files.writeString(config, configuration(setup));
        return new Installed(
                "agent",
                MEMORY,
                MAIN,
                setup.log().orElse(setup.home().resolve("agent.out")),
                List.of("--config", config.toString()));
    }

    private static Register open(Setup setup, Installed installed) throws IOException {
        return new Register(
                setup.home(), installed, installed.answer("client", "add", "acceptance"));
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
        return installed.run(words);
    }

    /** The power cut. */
    public void kill() throws IOException {
        program.close();
    }

    /** Starts again where it was, on the same port. */
    public void start() throws IOException {
        program = installed.start(address.getPort());
        address = awaitAddress();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private URI awaitAddress() throws IOException {
        return URI.create(program.waitFor(LISTENS, Program.START).group(1));
    }
}
