package loyalty.drivers.presence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that is known to take serial devices for something else: it talks to them or keeps
 * them.
 *
 * @param harm what it does
 */
public record Meddler(long pid, String program, String harm) {
    private static final Map<String, String> KNOWN =
            Map.of(
                    "ModemManager", "sends AT commands to new serial devices",
                    "brltty", "takes CH340 and CP210x adapters for Braille displays");
    private static final List<Path> RULES =
            List.of(Path.of("/etc/udev/rules.d"), Path.of("/usr/lib/udev/rules.d"));
    private static final String RULE = "70-loyalty-agent.rules";

    /** Those that run now. */
    public static List<Meddler> running() {
        List<Meddler> found = new ArrayList<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) add(process, found);
        } catch (IOException e) {
            return List.copyOf(found); // no /proc, no answer
        }
        return List.copyOf(found);
    }

    private static void add(Path process, List<Meddler> found) {
        try {
            String program = Files.readString(process.resolve("comm")).strip();
            String harm = KNOWN.get(program);
            if (harm == null) return;
            long pid = Long.parseLong(process.getFileName().toString());
            found.add(new Meddler(pid, program, harm));
        } catch (IOException e) {
            return; // it ended while we looked
        }
    }

    /** True if our udev rules, which keep such programs away, are installed. */
    public static boolean keptAway() {
        return RULES.stream().anyMatch(directory -> Files.exists(directory.resolve(RULE)));
    }

    /** What it does and what to do, for a person. */
    public String sentence() {
        return program
                + " (process "
                + pid
                + ") "
                + harm
                + (keptAway()
                        ? "; our udev rules keep it away from scanners and printers we know"
                        : ": install config/udev/" + RULE + " or remove that program");
    }
}
