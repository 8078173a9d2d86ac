package loyalty.acceptance.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A disk of its own for one agent: a real file system in a file, which becomes read-only by itself
 * when it finds an error, as a register's would. Mounting needs root.
 */
final class OwnDisk implements AutoCloseable {
    private static final int MEGABYTES = 48;

    private final Path image;
    private final Path place;

    private OwnDisk(Path image, Path place) {
        this.image = image;
        this.place = place;
    }

    /** A new one at {@code place}; empty if this machine does not let us mount it. */
    static Optional<OwnDisk> at(Path place) throws IOException {
        Files.createDirectories(place);
        run("umount", "-l", place.toString());
        Path image = place.resolveSibling(place.getFileName() + ".image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(0);
            file.setLength((long) MEGABYTES << 20);
        }
        OwnDisk disk = new OwnDisk(image, place);
        boolean made = run("mkfs.ext4", "-q", "-F", image.toString()) && disk.mount("rw");
        if (!made) {
            Files.deleteIfExists(image);
        }
        return made ? Optional.of(disk) : Optional.empty();
    }

    Path folder() {
        return place.resolve("agent");
    }

    /** Writes until no byte fits any more; what it wrote is to be deleted. */
    Path fill() throws IOException {
        Path filler = place.resolve("filler");
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            byte[] block = new byte[64 * 1024];
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    /** The file system finds an error in itself, under whoever writes. */
    boolean breaks() throws IOException {
        run("sync"); // what was there before it breaks is not what is tried
        Optional<String> device = device();
        if (device.isEmpty()) {
            return false;
        }
        String name = Path.of(device.get()).getFileName().toString();
        Path trigger = Path.of("/sys/fs/ext4", name, "trigger_fs_error");
        if (!Files.isWritable(trigger)) {
            return false;
        }
        Files.writeString(trigger, "a crash run");
        return true;
    }

    /** What is mounted at our place, as {@code /proc/mounts} has it. */
    private Optional<String> device() throws IOException {
        List<String> mounts = Files.readAllLines(Path.of("/proc/mounts"), StandardCharsets.UTF_8);
        return mounts.stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[1].equals(place.toString()))
                .map(words -> words[0])
                .findFirst();
    }

    /** Nobody uses it: mounted again so that nobody can write. */
    boolean readOnly() throws IOException {
        return run("umount", place.toString())
                && run("e2fsck", "-fy", image.toString())
                && mount("ro");
    }

    /** Nobody uses it: mounted again as it was at first. */
    boolean whole() throws IOException {
        return run("umount", place.toString()) && mount("rw");
    }

    private boolean mount(String how) throws IOException {
        String options = "loop,errors=remount-ro," + how;
        return run("mount", "-t", "ext4", "-o", options, image.toString(), place.toString());
    }

    /** False if it failed; a file system check that corrected something did not. */
    private static boolean run(String... words) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            int code = process.waitFor();
            return code == 0 || (words[0].equals("e2fsck") && code == 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", place.toString());
        Files.deleteIfExists(image);
    }
}
