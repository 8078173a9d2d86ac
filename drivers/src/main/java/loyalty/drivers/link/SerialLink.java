package loyalty.drivers.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.presence.Holder;

/**
 * A serial port through jSerialComm. A port object is used for one connection only, and the first
 * sign of a hang-up closes it. No listeners: after a hang-up they fire without end.
 */
final class SerialLink implements Link {
    private static final Ticker TICKER = Ticker.system();

    /** The library waits in tenths of a second; shorter patience is kept by looking often. */
    private static final Duration COARSE = Duration.ofMillis(100);

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String name;
    private final Path path;
    private final SerialPort port;
    private final PatientWriter writer;
    private int waitMillis;
    private volatile boolean closed;

    private SerialLink(String name, Path path, SerialPort port) {
        this.name = name;
        this.path = path;
        this.port = port;
        this.writer =
                new PatientWriter(name, (bytes, count) -> port.writeBytes(bytes, count) == count);
    }

    static SerialLink open(String name, Path path, SerialLine line) throws DeviceException {
        SerialPort port = find(path);
        if (!port.setComPortParameters(line.baud(), line.dataBits(), stopBits(line), parity(line))
                || !port.setFlowControl(flow(line))) {
            throw new DeviceException(Fault.UNSUPPORTED, path + " cannot be set to " + line);
        }
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 100, 0);
        if (!port.openPort(0)) throw refused(path);
        return new SerialLink(name, path, port);
    }

    /** A new object each time: it resolves a symbolic link once, and links move at a replug. */
    private static SerialPort find(Path path) throws DeviceException {
        try {
            return SerialPort.getCommPort(path.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new DeviceException(
                    Fault.UNPLUGGED, path + " does not exist: is the device plugged in?", e);
        }
    }

    private static DeviceException refused(Path path) {
        String holder = Holder.sentence(path);
        if (!holder.isEmpty()) {
            return new DeviceException(
                    Fault.BUSY, path + " is busy" + holder + ": close it there first");
        }
        if (Files.exists(path) && !Files.isReadable(path)) {
            return new DeviceException(
                    Fault.NO_ACCESS,
                    path + " may not be opened by this user: add the user to the group dialout");
        }
        return Files.exists(path)
                ? new DeviceException(Fault.BUSY, path + " is busy: another program holds it")
                : new DeviceException(Fault.UNPLUGGED, path + " does not exist");
    }

    private static int stopBits(SerialLine line) {
        return line.stopBits() == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS;
    }

    private static int parity(SerialLine line) {
        return switch (line.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
        };
    }

    private static int flow(SerialLine line) {
        return switch (line.flow()) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case RTS_CTS ->
                    SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case XON_XOFF ->
                    SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED
                            | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        requireOpen();
        try {
            return writer.write(bytes, offset, length, patience);
        } catch (DeviceException e) {
            close();
            throw e;
        }
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        long start = TICKER.nanos();
        do {
            byte[] waiting = waiting();
            if (waiting.length > 0) return waiting;
            Duration left = patience.minus(TICKER.since(start));
            byte[] first = left.compareTo(COARSE) >= 0 ? await(left) : look(left);
            if (first.length > 0) return joined(first, waiting());
        } while (TICKER.since(start).compareTo(patience) < 0);
        return waiting();
    }

    private static byte[] joined(byte[] first, byte[] rest) {
        byte[] both = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, both, first.length, rest.length);
        return both;
    }

    private byte[] waiting() throws DeviceException {
        requireOpen();
        int count = port.bytesAvailable();
        if (count < 0) throw gone();
        return count == 0 ? new byte[0] : take(count);
    }

    private byte[] await(Duration left) throws DeviceException {
        Duration wait = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        int millis = (int) (wait.toMillis() / COARSE.toMillis() * COARSE.toMillis());
        if (millis != waitMillis) {
            port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, millis, 0);
            waitMillis = millis;
        }
        return take(1);
    }

    private byte[] take(int count) throws DeviceException {
        byte[] bytes = new byte[count];
        int taken = port.readBytes(bytes, count);
        if (taken < 0) throw gone();
        return taken == count ? bytes : Arrays.copyOf(bytes, taken);
    }

    private byte[] look(Duration left) throws DeviceException {
        try {
            Thread.sleep(Math.max(0, Math.min(LOOK.toMillis(), left.toMillis())));
            return new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Fault.UNPLUGGED, name + " was closed", e);
        }
    }

    private void requireOpen() throws DeviceException {
        if (closed) throw new DeviceException(Fault.UNPLUGGED, name + " is closed");
    }

    private DeviceException gone() {
        boolean meant = closed;
        close();
        return new DeviceException(
                Fault.UNPLUGGED,
                meant ? name + " is closed" : name + " is gone: " + path + " hung up");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        port.closePort(); // frees a reader and a writer that wait in the library
        writer.close();
    }
}
