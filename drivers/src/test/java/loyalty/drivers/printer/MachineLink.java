package loyalty.drivers.printer;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;
import loyalty.drivers.paper.PrinterMachine;

/**
 * A wire to a simulated machine without thread or clock: waiting turns time on. Breaks, splits
 * answers and lets people act when told.
 */
final class MachineLink implements Link, Ticker {
    final PrinterMachine machine;
    private final Deque<byte[]> heard = new ArrayDeque<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long nanos;
    private long breaksAfter = Long.MAX_VALUE;
    private int slice = Integer.MAX_VALUE;
    private boolean chatter;
    private boolean closed;
    private int silentReads;
    private int opened;
    private Consumer<PrinterMachine> whenSilent = machine -> {};
    private Consumer<PrinterMachine> whenStalled = machine -> {};
    private int stallWaits;

    MachineLink(PrinterMachine machine) {
        this.machine = machine;
    }

    /** The wire dies once this many more bytes have been taken. */
    void breakAfter(long bytes) {
        breaksAfter = written.size() + bytes;
    }

    /** Answers come in pieces of one byte, XOFF and XON between them. */
    void chatter() {
        chatter = true;
        slice = 1;
    }

    /** What people do once nothing has happened at the printer for a while. */
    void whenSilent(Consumer<PrinterMachine> act) {
        whenSilent = act;
    }

    /** What people do once the machine has taken nothing for so many waits. */
    void whenStalled(int waits, Consumer<PrinterMachine> act) {
        stallWaits = waits;
        whenStalled = act;
    }

    Link open() throws DeviceException {
        if (breaksAfter <= written.size() && breaksAfter != Long.MAX_VALUE) {
            breaksAfter = Long.MAX_VALUE;
        }
        closed = false;
        opened++;
        return this;
    }

    int opened() {
        return opened;
    }

    byte[] written() {
        return written.toByteArray();
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        requireWhole();
        int allowed = (int) Math.min(length, breaksAfter - written.size());
        int taken = machine.receive(bytes, offset, allowed);
        written.write(bytes, offset, taken);
        machine.work();
        collect();
        if (taken == 0) {
            pass(patience);
            if (--stallWaits == 0) whenStalled.accept(machine);
        }
        return taken;
    }

    private void requireWhole() throws DeviceException {
        if (closed || written.size() >= breaksAfter) {
            closed = true;
            throw new DeviceException(Fault.UNPLUGGED, "the wire is gone");
        }
    }

    private void collect() {
        byte[] answers = machine.answers();
        for (int at = 0; at < answers.length; at += Math.min(slice, answers.length - at)) {
            int end = at + Math.min(slice, answers.length - at);
            if (chatter) heard.add(new byte[] {0x13});
            heard.add(Arrays.copyOfRange(answers, at, end));
            if (chatter) heard.add(new byte[] {0x11});
        }
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        requireWhole();
        machine.work();
        collect();
        byte[] next = heard.poll();
        if (next != null) return next;
        if (!patience.isZero()) {
            pass(patience);
            if (++silentReads % 3 == 0) whenSilent.accept(machine);
        }
        return new byte[0];
    }

    private void pass(Duration time) {
        nanos += time.toNanos() + 1;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void close() {
        closed = true;
    }
}
