package loyalty.drivers.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;

/**
 * The agent's end of a {@link UsbChild}. When its device goes, one such process is kept for a while
 * for whichever device comes next: a replugged scanner must not wait for a Java to start, which is
 * the slowest part of opening it on a small machine. Safe for several threads.
 */
final class UsbProcess {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LAST_FAREWELL = Duration.ofSeconds(20);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final AtomicReference<UsbProcess> SPARE = new AtomicReference<>();

    private final List<String> command;
    private final Process child;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** What follows a request's first byte. */
    interface Arguments {
        void write(DataOutputStream request) throws IOException;
    }

    private UsbProcess(List<String> command, Process child) {
        this.command = List.copyOf(command);
        this.child = child;
        this.in = new DataInputStream(new BufferedInputStream(child.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(child.getOutputStream()));
    }

    /** The one that is kept, if it fits and lives, else a fresh one. */
    static UsbProcess take(List<String> command) throws IOException {
        UsbProcess spare = SPARE.getAndSet(null);
        if (spare != null) {
            if (spare.command.equals(command) && spare.child.isAlive()) return spare;
            spare.end();
        }
        Process child =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new UsbProcess(command, child);
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
                        "-XX:-UsePerfData",
                        // usb4java unpacks its native part into the directory for temporary files
                        "-Djava.io.tmpdir=" + nativeFiles.toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName());
        return Stream.concat(options.stream(), Arrays.stream(arguments)).toList();
    }

    /**
     * One request and its answer.
     *
     * @throws DeviceException if the process refuses; it has let go of its device then
     * @throws IOException if the process has ended
     */
    synchronized byte[] ask(int request, Arguments arguments) throws IOException {
        out.writeByte(request);
        arguments.write(out);
        out.flush();
        int kind = in.readUnsignedByte();
        byte[] bytes = in.readNBytes(in.readInt());
        if (kind == UsbWire.OK) return bytes;
        String refusal = new String(bytes, StandardCharsets.UTF_8);
        int line = refusal.indexOf('\n');
        throw new DeviceException(
                Fault.valueOf(refusal.substring(0, line)), refusal.substring(line + 1));
    }

    /**
     * Lets go of the device, so that the kernel's driver gets it back, and waits for that a little.
     * A process that takes longer may finish; one that hangs is ended.
     */
    void release() {
        CompletableFuture<Void> released =
                CompletableFuture.runAsync(this::letGo)
                        .orTimeout(LAST_FAREWELL.toSeconds(), TimeUnit.SECONDS);
        Future<Void> ended =
                released.whenComplete(
                        (done, problem) -> {
                            if (problem == null) keep();
                            else end();
                        });
        try {
            ended.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return; // it is ended, or will be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo() {
        try {
            ask(UsbWire.CLOSE, request -> {});
        } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
        }
    }

    private void keep() {
        UsbProcess other = SPARE.getAndSet(this);
        if (other != null) other.end();
        CompletableFuture.delayedExecutor(KEPT.toSeconds(), TimeUnit.SECONDS)
                .execute(
                        () -> {
                            if (SPARE.compareAndSet(this, null)) end();
                        });
    }

    /** Ends the process at once. */
    void end() {
        child.destroyForcibly();
    }
}
