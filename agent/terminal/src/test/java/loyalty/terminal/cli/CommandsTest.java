package loyalty.terminal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loyalty.terminal.agent.Agent;
import loyalty.terminal.settings.AgentSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands answer when something they need is not there. */
class CommandsTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml").toAbsolutePath();

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... words) {
        CommandLine line = Main.commandLine(words[0]);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(errors, true));
        return line.execute(words);
    }

    private Path configured(String home) throws Exception {
        return Files.writeString(
                folder.resolve("agent.yaml"),
                """
                register: {name: r-1, store: s-1}
                home: %s
                pack: %s
                http: {port: 0}
                """
                        .formatted(home, PACK));
    }

    static List<CommandLine> everyCommand() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine(""), all);
        return all;
    }

    private static void collect(CommandLine line, List<CommandLine> all) {
        all.add(line);
        line.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandSaysInItsHelpHowItMayEnd(CommandLine command) {
        assertThat(command.getUsageMessage())
                .contains("Exit codes:")
                .containsPattern("(?m)^ *0 ")
                .containsPattern("(?m)^ *1 ")
                .containsPattern("(?m)^ *2 ");
    }

    static Stream<List<String>> asksTheAgent() {
        String id = "00000000-0000-0000-0000-000000000001";
        return Stream.of(
                List.of("status"),
                List.of("sync", "now"),
                List.of("sync", "queue"),
                List.of("sync", "quarantine"),
                List.of("sync", "quarantine", "show", id),
                List.of("sync", "quarantine", "retry", id),
                List.of("sync", "quarantine", "drop", id, "--why", "sold twice"));
    }

    @ParameterizedTest
    @MethodSource("asksTheAgent")
    void whoAsksAnAgentThatDoesNotRunIsToldHowToStartIt(List<String> words) throws Exception {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("-c", configured("home").toString()));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(1);
        assertThat(errors.toString())
                .contains("no agent runs", "loyalty-agent run")
                .doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "run", "config", "journal"})
    void aConfigurationThatIsNotThereIsNamed(String command) {
        String nowhere = folder.resolve("nowhere.yaml").toString();
        String[] words =
                switch (command) {
                    case "config" -> new String[] {"config", "check", "-c", nowhere};
                    case "journal" -> new String[] {"journal", "verify", "-c", nowhere};
                    default -> new String[] {command, "-c", nowhere};
                };
        assertThat(run(words)).isEqualTo(1);
        assertThat(errors.toString() + out).contains("nowhere.yaml").doesNotContain("\tat ");
    }

    @Test
    void keysMissingFromTheConfigurationAreEachNamedWithTheirPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("agent.yaml"), "home: x\n");
        assertThat(run("run", "-c", file.toString())).isEqualTo(1);
        assertThat(errors.toString())
                .contains("register", "pack", "missing")
                .doesNotContain("\tat ");
    }

    @Test
    void aHomeThatCannotBeMadeIsToldInASentence() throws Exception {
        Files.writeString(folder.resolve("taken"), "a file");
        assertThat(run("run", "-c", configured("taken/home").toString())).isEqualTo(1);
        assertThat(errors.toString())
                .contains("cannot make the home", "check the rights")
                .doesNotContain("\tat ");
    }

    @Test
    void aLogThatCannotBeWrittenIsToldInASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "a file");
        assertThat(LogFolder.problem(file.resolve("logs")))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("No log can be written", "check"));
        assertThat(LogFolder.problem(folder.resolve("logs"))).isEmpty();
    }

    @Test
    void aLedgerWhoseKeyIsGoneIsNotOpenedWithANewOne() throws Exception {
        AgentSettings settings = AgentSettings.read(configured("home"));
        Agent.start(settings).close();
        Files.delete(settings.home().resolve("keys/personal.key"));
        assertThat(run("run", "-c", settings.file().toString())).isEqualTo(1);
        assertThat(errors.toString())
                .contains("personal.key is missing", "put it back from a copy")
                .doesNotContain("\tat ");
        assertThat(settings.home().resolve("keys/personal.key")).doesNotExist();
    }

    @Test
    void anAgentThatRunsIsAskedAndItsAnswerIsTheExitCode() throws Exception {
        Path config = configured("home");
        try (Agent agent = Agent.start(AgentSettings.read(config))) {
            String[] at = {"-c", config.toString()};
            assertThat(run("status", at[0], at[1])).isEqualTo(StatusCommand.OFFLINE);
            assertThat(out.toString()).contains("worstLoss", "lostIfDiskDies", "stepCause");
            assertThat(run("sync", "queue", at[0], at[1])).isZero();
            assertThat(run("sync", "quarantine", at[0], at[1])).isZero();
            assertThat(run("journal", "verify", at[0], at[1])).isZero();
            assertThat(run("journal", "export", at[0], at[1])).isZero();
            String id = "00000000-0000-0000-0000-000000000001";
            assertThat(run("sync", "quarantine", "show", id, at[0], at[1])).isEqualTo(1);
            assertThat(errors.toString()).contains("no operation " + id);
            Path body = Files.writeString(folder.resolve("body.json"), "{}");
            String[] mend = {
                "sync",
                "quarantine",
                "mend",
                id,
                "--body",
                body.toString(),
                "--why",
                "x",
                at[0],
                at[1]
            };
            assertThat(run(mend)).isEqualTo(1);
            mend[5] = folder.resolve("none.json").toString();
            assertThat(run(mend)).isEqualTo(1);
            assertThat(errors.toString()).contains("cannot read", "show --body");
            assertThat(agent.url()).startsWith("http://");
        }
    }
}
