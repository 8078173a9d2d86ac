package loyalty.drivers.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;

/**
 * A scanner in software: told a code, it sends prefix, code and terminator as a real one does, byte
 * by byte at its line's speed if wanted, and can be unplugged at any byte. What nobody listens to
 * is lost, as with the real thing.
 */
public final class ScannerSimulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Ticker TICKER = Ticker.system();

    private final SimulatedWire wire;
    private String prefix = "";
    private String terminator = "\r";
    private Duration perByte = Duration.ZERO;

    public ScannerSimulator(SimulatedWire wire) {
        this.wire = wire;
    }

    /** Sends this before each code. */
    public ScannerSimulator prefix(String text) {
        prefix = text;
        return this;
    }

    /** Sends this after each code; a carriage return unless told otherwise. */
    public ScannerSimulator terminator(String text) {
        terminator = text;
        return this;
    }

    /** Sends as slowly as a line of this speed does: 9600 is about a byte per millisecond. */
    public ScannerSimulator baud(int bitsPerSecond) {
        perByte = Duration.ofNanos(10_000_000_000L / bitsPerSecond);
        return this;
    }

    /** What a driver opens. */
    public String address() {
        return wire.address();
    }

    /** Waits until a driver has opened the scanner; false if {@code patience} ran out first. */
    public boolean awaitDriver(Duration patience) throws DeviceException, InterruptedException {
        long start = TICKER.nanos();
        while (!wire.connected()) {
            if (TICKER.since(start).compareTo(patience) > 0) return false;
            Thread.sleep(5);
        }
        return true;
    }

    /** Scans a code. False if no driver listened. */
    public boolean scan(String code) throws DeviceException {
        return scan(code.getBytes(StandardCharsets.UTF_8));
    }

    /** Scans a code of any bytes. False if no driver listened. */
    public boolean scan(byte[] code) throws DeviceException {
        return send(framed(code));
    }

    /** The bytes on the wire for a code. */
    public byte[] framed(byte[] code) {
        byte[] before = prefix.getBytes(StandardCharsets.ISO_8859_1);
        byte[] after = terminator.getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame = Arrays.copyOf(before, before.length + code.length + after.length);
        System.arraycopy(code, 0, frame, before.length, code.length);
        System.arraycopy(after, 0, frame, before.length + code.length, after.length);
        return frame;
    }

    /** Sends bytes as they are: half a frame, several at once, or noise. */
    public boolean send(byte[] bytes) throws DeviceException {
        if (!wire.plugged() || !wire.connected()) return false;
        return perByte.isZero() ? wire.write(bytes, PATIENCE) == bytes.length : sendSlowly(bytes);
    }

    private boolean sendSlowly(byte[] bytes) throws DeviceException {
        long start = TICKER.nanos();
        for (int i = 0; i < bytes.length; i++) {
            if (wire.write(new byte[] {bytes[i]}, PATIENCE) != 1) return false;
            long due = start + (i + 1) * perByte.toNanos();
            LockSupport.parkNanos(due - TICKER.nanos());
        }
        return true;
    }

    /** Pulls the plug. */
    public void unplug() throws DeviceException {
        wire.unplug();
    }

    /** Plugs in again. */
    public void plug() throws DeviceException {
        wire.plug();
    }

    @Override
    public void close() {
        wire.close();
    }
}
