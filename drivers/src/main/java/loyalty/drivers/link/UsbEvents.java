package loyalty.drivers.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.loop.Duty;
import org.jspecify.annotations.Nullable;

/**
 * Tells when USB devices come and go on systems that do not show them as files, through javax.usb
 * in a process of its own. If native code ends that process, everything seen counts as gone and the
 * next turn starts another, which tells what is there anew. On Linux {@link
 * loyalty.drivers.presence.UsbWatch} does the same for less.
 */
public final class UsbEvents implements Duty {
    private final List<String> command;
    private final Path log;
    private final BiConsumer<UsbIdentity, Boolean> listener;
    private final List<UsbIdentity> present = new ArrayList<>();
    private @Nullable Process child;
    private @Nullable BufferedReader lines;

    /**
     * @param listener told a device and true when it is there, false when it is gone
     */
    public UsbEvents(Path nativeFiles, BiConsumer<UsbIdentity, Boolean> listener) {
        this(UsbProcess.command(nativeFiles, UsbEventsChild.class), nativeFiles, listener);
    }

    UsbEvents(List<String> command, Path directory, BiConsumer<UsbIdentity, Boolean> listener) {
        this.command = List.copyOf(command);
        this.log = directory.resolve("usb-events.log");
        this.listener = listener;
    }

    @Override
    public String name() {
        return "usb-events";
    }

    /**
     * Tells one event; false if there is none.
     *
     * @throws IOException if the process has ended, with what it said last
     */
    @Override
    public boolean turn() throws IOException {
        BufferedReader from = lines == null ? start() : lines;
        boolean alive = child != null && child.isAlive(); // asked first: its last words count
        if (!from.ready()) {
            if (!alive) throw ended();
            return false;
        }
        String line = from.readLine();
        if (line == null) throw ended();
        UsbIdentity device = UsbIdentity.parse(line.substring(2));
        boolean there = line.startsWith("+");
        if (there) present.add(device);
        else present.remove(device);
        listener.accept(device, there);
        return true;
    }

    private IOException ended() throws IOException {
        close();
        return new IOException(
                "the process that watches USB has ended and is started again; it said: "
                        + Files.readString(log).strip());
    }

    private BufferedReader start() throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process started =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                        .start();
        child = started;
        BufferedReader from =
                new BufferedReader(
                        new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        lines = from;
        return from;
    }

    @Override
    public void close() {
        if (child != null) child.destroy();
        child = null;
        lines = null;
        present.forEach(device -> listener.accept(device, false));
        present.clear();
    }
}
