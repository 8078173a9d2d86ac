package loyalty.terminal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.agent.Agent;
import loyalty.terminal.settings.AgentSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code support-bundle}: what a helper far away needs, and nothing of customers. */
@Command(
        name = "support-bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Packs configuration, logs, status and metrics into a ZIP for support.",
            "No keys, no tokens, no ledger, no personal data."
        })
final class SupportBundleCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Option(
            names = "--out",
            defaultValue = "support-bundle.zip",
            paramLabel = "FILE",
            description = "Where to (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentSettings settings = place.settings();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "versions.txt", versions());
            add(zip, "agent.yaml", Files.readAllBytes(settings.file()));
            logs(zip, settings.home().resolve("logs"));
            running(zip, settings);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(file.toAbsolutePath());
        out.flush();
        return ExitCode.OK;
    }

    private static byte[] versions() {
        List<String> names =
                List.of("java.version", "java.vendor", "os.name", "os.version", "os.arch");
        StringBuilder text = new StringBuilder("agent " + Agent.VERSION + "\n");
        names.forEach(
                name ->
                        text.append(name)
                                .append(' ')
                                .append(System.getProperty(name))
                                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void logs(ZipOutputStream zip, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(Files::isRegularFile).sorted().toList()) {
                add(zip, "logs/" + log.getFileName(), Files.readAllBytes(log));
            }
        }
    }

    private static void running(ZipOutputStream zip, AgentSettings settings)
            throws IOException, CommandFailed {
        Optional<AgentCalls> agent = AgentCalls.in(settings.home());
        if (agent.isEmpty()) {
            add(zip, "not-running.txt", new byte[0]);
            return;
        }
        String status = JsonText.pretty(agent.get().get("/v1/status"));
        add(zip, "status.json", status.getBytes(StandardCharsets.UTF_8));
        String metrics = agent.get().send("GET", "/metrics", Optional.empty()).body();
        add(zip, "metrics.txt", metrics.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
