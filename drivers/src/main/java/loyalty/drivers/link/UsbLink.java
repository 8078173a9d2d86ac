package loyalty.drivers.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.UsbIdentity;

/**
 * A USB printer or HID through libusb, in a process of its own (see {@link UsbChild}): if native
 * code crashes there, the device counts as unplugged and is opened again, and the agent goes on.
 */
final class UsbLink implements HidLink {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LAST_FAREWELL = Duration.ofSeconds(20);
    private static final Duration LONGEST_TURN = Duration.ofMillis(500);
    private static final Ticker TICKER = Ticker.system();

    private final String name;
    private final Process child;
    private final DataInputStream in;
    private final DataOutputStream out;
    private volatile boolean closed;

    private UsbLink(String name, Process child) {
        this.name = name;
        this.child = child;
        this.in = new DataInputStream(new BufferedInputStream(child.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(child.getOutputStream()));
    }

    static UsbLink open(String name, UsbIdentity identity, boolean hid, Path nativeFiles)
            throws DeviceException {
        return open(
                name,
                command(nativeFiles, UsbChild.class, hid ? "hid" : "printer", identity.toString()));
    }

    static UsbLink open(String name, List<String> command) throws DeviceException {
        UsbLink link = new UsbLink(name, start(name, command));
        link.answer(); // opened, or why not
        return link;
    }

    private static Process start(String name, List<String> command) throws DeviceException {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED,
                    name + ": the USB process does not start: " + e.getMessage(),
                    e);
        }
    }

    /** A small Java process of this program's own classes. */
    static List<String> command(Path nativeFiles, Class<?> main, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> options =
                List.of(
                        java.toString(),
                        "-Xmx32m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // usb4java unpacks its native part into the directory for temporary files
                        "-Djava.io.tmpdir=" + nativeFiles.toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName());
        return Stream.concat(options.stream(), Arrays.stream(arguments)).toList();
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        int size = Math.min(length, UsbWire.MOST);
        byte[] count =
                ask(
                        UsbWire.WRITE,
                        request -> {
                            request.writeInt(millis(patience));
                            request.writeInt(size);
                            request.write(bytes, offset, size);
                        });
        int taken = ((count[0] & 0xFF) << 16) | ((count[1] & 0xFF) << 8) | (count[2] & 0xFF);
        return taken < size || size == length
                ? taken
                : taken + write(bytes, offset + size, length - size, patience);
    }

    /** Asks in short turns, so that the process is free to let go when we do. */
    @Override
    public byte[] read(Duration patience) throws DeviceException {
        long start = TICKER.nanos();
        Duration left = patience;
        do {
            int turn = (int) Math.min(LONGEST_TURN.toMillis(), Math.max(0, left.toMillis()));
            byte[] bytes = ask(UsbWire.READ, request -> request.writeInt(turn));
            if (bytes.length > 0) return bytes;
            left = patience.minus(TICKER.since(start));
        } while (left.toMillis() > 0);
        return new byte[0];
    }

    @Override
    public byte[] reportDescriptor() throws DeviceException {
        return ask(UsbWire.DESCRIPTOR, request -> {});
    }

    private static int millis(Duration patience) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, patience.toMillis()));
    }

    /** What follows a request's first byte. */
    private interface Arguments {
        void write(DataOutputStream request) throws IOException;
    }

    private byte[] ask(int request, Arguments arguments) throws DeviceException {
        if (closed) throw new DeviceException(Fault.UNPLUGGED, name + " is closed");
        try {
            out.writeByte(request);
            arguments.write(out);
            out.flush();
            return answer();
        } catch (DeviceException e) {
            throw e;
        } catch (IOException e) {
            throw crashed(e);
        }
    }

    private byte[] answer() throws DeviceException {
        try {
            int kind = in.readUnsignedByte();
            byte[] bytes = in.readNBytes(in.readInt());
            if (kind == UsbWire.OK) return bytes;
            close();
            String refusal = new String(bytes, StandardCharsets.UTF_8);
            int line = refusal.indexOf('\n');
            throw new DeviceException(
                    Fault.valueOf(refusal.substring(0, line)),
                    name + ": " + refusal.substring(line + 1));
        } catch (DeviceException e) {
            throw e;
        } catch (IOException e) {
            throw crashed(e);
        }
    }

    private DeviceException crashed(IOException e) {
        boolean meant = closed;
        close();
        return new DeviceException(
                Fault.UNPLUGGED,
                meant
                        ? name + " is closed"
                        : name + " is gone: the USB process ended; it will be started again",
                e);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Tells the process to let go of the device and waits for it a little. One that takes longer
     * may finish, so that the kernel's driver gets the device back; one that hangs is ended.
     */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        try {
            child.getOutputStream().close(); // it ends with its input, wherever it waits
            child.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            child.destroyForcibly(); // it is gone already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Future<Process> unused =
                child.onExit()
                        .completeOnTimeout(child, LAST_FAREWELL.toSeconds(), TimeUnit.SECONDS)
                        .thenApply(Process::destroyForcibly);
    }
}
