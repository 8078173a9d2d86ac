package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import loyalty.terminal.agent.Agent;
import loyalty.terminal.settings.AgentSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the agent, until it is told to end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the agent until it is ended by a signal or Ctrl+C.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was ended",
            "1:it could not start; the text says why and what to do",
        })
final class RunCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentSettings settings = place.settings();
        logs(settings);
        CountDownLatch ended = new CountDownLatch(1);
        Agent agent = Agent.start(settings);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    agent.close();
                                    ended.countDown();
                                },
                                "end"));
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Ready at %s/ (register %s)%n", agent.url(), settings.register().name());
        out.flush();
        ended.await();
        return ExitCode.OK;
    }

    /**
     * Before anything is logged: the log's own configuration, beside the agent's. Where no file can
     * be written, what goes wrong is told on the console, and the agent runs all the same.
     */
    private void logs(AgentSettings settings) {
        Path file = settings.file().toAbsolutePath().resolveSibling("logback.xml");
        Path folder = settings.home().resolve("logs");
        Optional<String> problem = LogFolder.problem(folder);
        System.setProperty("LOYALTY_LOGS", folder.toString());
        if (problem.isPresent()) {
            spec.commandLine().getErr().println(problem.get());
            spec.commandLine().getErr().flush();
            System.setProperty("logback.configurationFile", "logback.xml");
        } else if (Files.isRegularFile(file)) {
            System.setProperty("logback.configurationFile", file.toString());
        }
    }
}
