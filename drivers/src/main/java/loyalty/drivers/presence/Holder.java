package loyalty.drivers.presence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that has a device file open, as {@code /proc} tells; programs of other users are
 * visible to root only.
 */
public record Holder(long pid, String program) {
    private static final Path PROC = Path.of("/proc");

    /** Everyone who holds the file, this process included. Empty where {@code /proc} is silent. */
    public static List<Holder> of(Path device) {
        List<Holder> holders = new ArrayList<>();
        Path wanted = real(device);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, wanted)) holders.add(describe(process));
            }
        } catch (IOException e) {
            return List.copyOf(holders); // no /proc here, or no right to list it
        }
        return List.copyOf(holders);
    }

    /** For the end of a message: {@code ": held by minicom (process 4711)"}, or nothing. */
    public static String sentence(Path device) {
        String names = of(device).stream().map(Holder::toString).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : ": held by " + names;
    }

    private static Path real(Path device) {
        try {
            return device.toRealPath();
        } catch (IOException e) {
            return device.toAbsolutePath().normalize();
        }
    }

    private static boolean holds(Path process, Path wanted) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path fd : open) {
                if (Files.readSymbolicLink(fd).equals(wanted)) return true;
            }
        } catch (IOException e) {
            return false; // another user's, or it ended while we looked
        }
        return false;
    }

    private static Holder describe(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        try {
            return new Holder(pid, Files.readString(process.resolve("comm")).strip());
        } catch (IOException e) {
            return new Holder(pid, "unknown program");
        }
    }

    @Override
    public String toString() {
        return pid == ProcessHandle.current().pid()
                ? "this program itself (process " + pid + ")"
                : program + " (process " + pid + ")";
    }
}
