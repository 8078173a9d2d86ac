package loyalty.terminal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.presence.Holder;
import loyalty.drivers.presence.Meddler;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.settings.AgentSettings;
import loyalty.terminal.settings.PrinterEntry;
import loyalty.terminal.settings.ScannerEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: looks at everything that usually goes wrong, and says what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks configuration, rule pack, home, disk, port, devices and processor.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is well", "3:something needs attention"})
final class DoctorCommand implements Callable<Integer> {
    static final int ATTENTION = 3;

    private static final long LEAST_DISK_BYTES = 200L << 20;
    private static final int CONNECT_MILLIS = 3_000;

    @Mixin private Place place;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    /** One thing looked at. */
    record Finding(String what, boolean well, String sentence) {}

    private final List<Finding> findings = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        try {
            examine(place.settings());
        } catch (InvalidDocumentException e) {
            e.problems().forEach(problem -> bad("configuration", problem.toString()));
        }
        report();
        return findings.stream().allMatch(Finding::well) ? ExitCode.OK : ATTENTION;
    }

    private void examine(AgentSettings settings) throws IOException {
        good("configuration", settings.file() + " is fine");
        pack(settings);
        home(settings.home());
        agent(settings);
        processor(settings);
        for (ScannerEntry scanner : settings.scanners()) {
            device(scanner.name(), scanner.settings().address());
        }
        for (PrinterEntry printer : settings.printers()) {
            device(printer.name(), printer.address());
        }
        Meddler.running().forEach(meddler -> bad("other programs", meddler.sentence()));
    }

    private void pack(AgentSettings settings) throws IOException {
        try {
            byte[] text = Files.readAllBytes(settings.pack());
            RulePack pack =
                    RulePack.read(YamlText.read(text, settings.pack().toString())).orThrow();
            good("rule pack", pack.programme() + ", " + pack.hash());
        } catch (InvalidDocumentException e) {
            bad("rule pack", e.problems().get(0).toString());
        }
    }

    private void home(Path home) throws IOException {
        Path there = Files.exists(home) ? home : home.toAbsolutePath().getParent();
        if (there == null || !Files.isWritable(there)) {
            bad("home", home + " cannot be written: check its rights");
            return;
        }
        FileStore disk = Files.getFileStore(there);
        long free = disk.getUsableSpace();
        if (free < LEAST_DISK_BYTES) {
            bad("disk", (free >> 20) + " MB are free; free at least 200 MB, or sales stop");
        } else {
            good("disk", (free >> 20) + " MB are free for " + home);
        }
    }

    private void agent(AgentSettings settings) throws IOException {
        try {
            Optional<AgentCalls> running = AgentCalls.in(settings.home());
            if (running.isPresent()) {
                good("agent", "runs at " + running.get().url());
                attention(running.get());
                return;
            }
        } catch (CommandFailed e) {
            bad("agent", String.valueOf(e.getMessage()));
            return;
        }
        int port = settings.http().port();
        boolean taken = port != 0 && answers(settings.http().address(), port);
        if (taken) {
            bad("port", port + " is occupied by another program: choose another http.port");
        } else {
            good("agent", "does not run; the port is free");
        }
    }

    private void attention(AgentCalls running) throws IOException, CommandFailed {
        Fields status = Fields.of(running.get("/v1/status"), new ArrayList<>());
        List<String> sentences = status.texts("attention");
        sentences.forEach(sentence -> bad("sync", sentence));
        if (sentences.isEmpty()) {
            String mode = status.text("mode").orElse("");
            String step = status.text("step").orElse("");
            good("sync", mode + ", " + step + ", nothing needs attention");
        }
    }

    private void processor(AgentSettings settings) {
        Optional<URI> url = settings.processor().url();
        if (url.isEmpty()) {
            good("processor", "none: the register works alone");
            return;
        }
        int port = url.get().getPort() < 0 ? 443 : url.get().getPort();
        if (answers(url.get().getHost(), port)) {
            good("processor", url.get() + " answers");
        } else {
            bad("processor", url.get() + " does not answer: check network, name and port");
        }
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false; // that it does not answer is the finding
        }
    }

    private void device(String name, DeviceAddress address) {
        boolean network = address.scheme() == DeviceAddress.Scheme.TCP;
        if (network) {
            boolean there = answers(address.host(), address.port());
            note(
                    name,
                    there,
                    address + (there ? " answers" : " does not answer: is it switched on?"));
        } else if (address.usb().isEmpty() && !address.target().isEmpty()) {
            path(name, address.path());
        } else {
            good(name, address + ": \"devices test\" tries it");
        }
    }

    private void path(String name, Path path) {
        if (!Files.exists(path)) {
            bad(name, path + " is not there: plug it in; \"devices list\" shows what is");
        } else if (!Files.isReadable(path) || !Files.isWritable(path)) {
            bad(name, path + " is forbidden: install config/udev, or join the group dialout");
        } else {
            List<Holder> holders = Holder.of(path);
            note(name, holders.size() < 2, path + " is there " + Holder.sentence(path));
        }
    }

    private void good(String what, String sentence) {
        note(what, true, sentence);
    }

    private void bad(String what, String sentence) {
        note(what, false, sentence);
    }

    private void note(String what, boolean well, String sentence) {
        findings.add(new Finding(what, well, sentence.strip()));
    }

    private void report() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    JsonText.pretty(
                            Tree.sequence(
                                    findings,
                                    f ->
                                            Tree.mapping()
                                                    .put("what", f.what())
                                                    .put("well", f.well())
                                                    .put("sentence", f.sentence())
                                                    .node())));
        } else {
            findings.forEach(
                    f ->
                            out.printf(
                                    "%-4s %-14s %s%n",
                                    f.well() ? "ok" : "!!", f.what(), f.sentence()));
        }
        out.flush();
    }
}
