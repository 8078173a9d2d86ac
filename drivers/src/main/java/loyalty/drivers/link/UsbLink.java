package loyalty.drivers.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.UsbIdentity;

/**
 * A USB printer or HID through libusb, in a process of its own (see {@link UsbChild}): if native
 * code crashes there, the device counts as unplugged and is opened again, and the agent goes on.
 */
final class UsbLink implements HidLink {
    private static final Duration LONGEST_TURN = Duration.ofMillis(500);
    private static final Ticker TICKER = Ticker.system();

    private final String name;
    private final UsbProcess process;
    private volatile boolean closed;

    private UsbLink(String name, UsbProcess process) {
        this.name = name;
        this.process = process;
    }

    static UsbLink open(String name, UsbIdentity identity, boolean hid, Path nativeFiles)
            throws DeviceException {
        return open(name, identity, hid, UsbProcess.command(nativeFiles, UsbChild.class));
    }

    static UsbLink open(String name, UsbIdentity identity, boolean hid, List<String> command)
            throws DeviceException {
        UsbLink link = new UsbLink(name, process(name, command));
        link.ask(
                UsbWire.OPEN,
                request -> {
                    request.writeBoolean(hid);
                    request.writeUTF(identity.toString());
                });
        return link;
    }

    private static UsbProcess process(String name, List<String> command) throws DeviceException {
        try {
            return UsbProcess.take(command);
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED,
                    name + ": the USB process does not start: " + e.getMessage(),
                    e);
        }
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

    private byte[] ask(int request, UsbProcess.Arguments arguments) throws DeviceException {
        if (closed) throw new DeviceException(Fault.UNPLUGGED, name + " is closed");
        try {
            return process.ask(request, arguments);
        } catch (DeviceException e) {
            close();
            throw new DeviceException(e.fault(), name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw crashed(e);
        }
    }

    private DeviceException crashed(IOException e) {
        boolean meant = closed;
        closed = true;
        process.end();
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

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        process.release();
    }
}
