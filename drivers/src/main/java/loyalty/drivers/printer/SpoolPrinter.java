package loyalty.drivers.printer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.PrinterProfile;

/**
 * A queue of the system's spooler, by {@code lp}: raw bytes go in, nothing comes back, so jobs stay
 * unconfirmed. The spooler takes a job whole or not at all.
 */
public final class SpoolPrinter implements Printer {
    private static final int PATIENCE_SECONDS = 20;

    private final String name;
    private final List<String> command;
    private final Conversation talk;
    private boolean closed;

    /**
     * @param queue as {@code lpstat -p} lists it
     */
    public SpoolPrinter(String name, String queue, PrinterProfile profile) {
        this(name, List.of("lp", "-s", "-d", queue, "-o", "raw"), profile);
    }

    /** With another command that takes the job on its standard input. */
    SpoolPrinter(String name, List<String> command, PrinterProfile profile) {
        this.name = name;
        this.command = List.copyOf(command);
        this.talk = Conversations.of(Printers.mute(profile));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ready() throws DeviceException {
        if (closed) throw new DeviceException(Fault.UNPLUGGED, name + " was closed");
    }

    @Override
    public Printed print(PrintJob job) {
        if (closed) return new Printed(Outcome.NOT_STARTED, name + " was closed");
        boolean drawer = job.kind() == PrintJob.Kind.DRAWER;
        byte[] bytes = drawer ? talk.pulse() : new Bytes().put(talk.begin()).put(job.bytes()).all();
        try {
            return spool(bytes);
        } catch (IOException e) {
            return new Printed(
                    Outcome.NOT_STARTED,
                    command.get(0) + " cannot be run (" + e.getMessage() + "): is CUPS installed?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Printed(Outcome.BROKEN_OFF, "ended while the spooler took the job");
        }
    }

    private Printed spool(byte[] bytes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            feed(process, bytes);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Printed(Outcome.BROKEN_OFF, "the spooler does not take the job");
            }
            if (process.exitValue() == 0) return new Printed(Outcome.UNCONFIRMED, "spooled");
            return new Printed(Outcome.NOT_STARTED, "the spooler refused: " + said(process));
        } finally {
            process.destroyForcibly();
        }
    }

    /** A spooler that refuses may close its input early; its exit code then says so. */
    private static void feed(Process process, byte[] bytes) {
        try (var in = process.getOutputStream()) {
            in.write(bytes);
        } catch (IOException e) {
            return;
        }
    }

    private static String said(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readNBytes(500), StandardCharsets.UTF_8).strip();
        }
    }

    @Override
    public PrinterStatus status() {
        return PrinterStatus.UNKNOWN;
    }

    @Override
    public void idle() {
        // nothing comes back from a spooler
    }

    @Override
    public void brokenOff(int bytes) {
        // the spooler keeps jobs apart
    }

    @Override
    public void close() {
        closed = true;
    }
}
