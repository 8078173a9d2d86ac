package loyalty.drivers.posix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;

/**
 * Gives the native parts of the device libraries one fixed directory. Must come before the first
 * use of each library; opening a link or a PTY sees to that. Properties set from outside win.
 */
public final class NativeFiles {
    private static final String SERIAL_PATH = "jSerialComm.library.path";
    private static final String JNA_PATH = "jna.tmpdir";

    private NativeFiles() {}

    /** {@code LOYALTY_NATIVE_DIR}, else a directory of this user's own. */
    public static Path usual() {
        String chosen = System.getenv("LOYALTY_NATIVE_DIR");
        if (chosen != null && !chosen.isBlank()) return Path.of(chosen);
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache != null && !cache.isBlank()
                        ? Path.of(cache)
                        : Path.of(System.getProperty("user.home", "."), ".cache");
        return base.resolve("loyalty-agent").resolve("native");
    }

    /** Prepares the directory and points the libraries at it. Later calls with others are late. */
    public static synchronized void prepare(Path directory) throws DeviceException {
        try {
            Files.createDirectories(directory);
            if (System.getProperty(JNA_PATH) == null) {
                System.setProperty(JNA_PATH, directory.toAbsolutePath().toString());
            }
            if (System.getProperty(SERIAL_PATH) == null) unpackSerial(directory);
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED,
                    "native parts cannot be unpacked into "
                            + directory
                            + " ("
                            + e.getMessage()
                            + "): choose a directory this user may write and execute from",
                    e);
        }
    }

    /** If nobody has chosen a directory by now, the usual one it is; JNA says so if it fails. */
    static void prepareForJna() {
        if (System.getProperty(JNA_PATH) != null) return;
        Path directory = usual().toAbsolutePath();
        if (directory.toFile().isDirectory() || directory.toFile().mkdirs()) {
            System.setProperty(JNA_PATH, directory.toString());
        }
    }

    /** On a machine we do not know, jSerialComm unpacks on its own as it always did. */
    private static void unpackSerial(Path directory) throws IOException {
        String inside = serialResource();
        if (inside.isEmpty()) return;
        Path folder = directory.resolve("jSerialComm");
        Files.createDirectories(folder);
        Path library = folder.resolve(inside.substring(inside.lastIndexOf('/') + 1));
        try (InputStream resource = NativeFiles.class.getResourceAsStream("/" + inside)) {
            if (resource == null) return;
            byte[] bytes = resource.readAllBytes();
            if (!Files.exists(library) || !Arrays.equals(Files.readAllBytes(library), bytes)) {
                replace(library, bytes);
            }
        }
        System.setProperty(SERIAL_PATH, folder.toAbsolutePath().toString());
    }

    private static void replace(Path library, byte[] bytes) throws IOException {
        Path part = Files.createTempFile(library.toAbsolutePath().getParent(), "unpack", ".part");
        Files.write(part, bytes);
        Files.move(
                part, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String serialResource() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        boolean arm = machine.equals("aarch64");
        boolean intel = machine.equals("amd64") || machine.equals("x86_64");
        if (!arm && !intel) return "";
        if (system.contains("linux")) {
            return "Linux/" + (arm ? "armv8_64" : "x86_64") + "/libjSerialComm.so";
        }
        if (system.contains("windows")) {
            return "Windows/" + (arm ? "aarch64" : "x86_64") + "/jSerialComm.dll";
        }
        return "";
    }
}
