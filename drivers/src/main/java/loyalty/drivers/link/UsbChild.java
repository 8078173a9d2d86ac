package loyalty.drivers.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.UsbIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the process that talks to libusb for one device at a time. It is a process of
 * its own because a crash in native USB code ends the process it happens in, and that must not be
 * the agent. Speaks {@link UsbWire}'s little protocol on standard input and output, and ends,
 * letting go of the device properly, when its input does: also when the agent is killed.
 */
final class UsbChild {
    private final DataInputStream in;
    private final DataOutputStream out;
    private @Nullable LibUsbDevice device;

    private UsbChild(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        UsbChild child =
                new UsbChild(
                        new DataInputStream(new BufferedInputStream(System.in)),
                        new DataOutputStream(
                                new BufferedOutputStream(
                                        new FileOutputStream(FileDescriptor.out))));
        try {
            while (true) child.serve();
        } catch (EOFException e) {
            child.letGo(); // the agent is gone
        }
    }

    private void serve() throws IOException {
        try {
            answer(UsbWire.OK, carryOut(in.readUnsignedByte()));
        } catch (DeviceException e) {
            letGo();
            String refusal = e.fault().name() + "\n" + e.getMessage();
            answer(UsbWire.REFUSED, refusal.getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] carryOut(int request) throws IOException {
        return switch (request) {
            case UsbWire.OPEN -> open();
            case UsbWire.READ -> read(Duration.ofMillis(in.readInt()));
            case UsbWire.WRITE -> write(Duration.ofMillis(in.readInt()));
            case UsbWire.DESCRIPTOR -> there().reportDescriptor();
            default -> letGo();
        };
    }

    private byte[] open() throws IOException {
        boolean hid = in.readBoolean();
        device = LibUsbDevice.open(UsbIdentity.parse(in.readUTF()), hid);
        return new byte[0];
    }

    private byte[] read(Duration patience) throws DeviceException {
        return there().read(patience);
    }

    private byte[] write(Duration patience) throws IOException {
        byte[] bytes = in.readNBytes(in.readInt());
        int taken = there().write(bytes, patience);
        return new byte[] {(byte) (taken >> 16), (byte) (taken >> 8), (byte) taken};
    }

    private LibUsbDevice there() throws DeviceException {
        if (device == null) throw new DeviceException(Fault.UNPLUGGED, "no device is open");
        return device;
    }

    private byte[] letGo() {
        if (device != null) device.close();
        device = null;
        return new byte[0];
    }

    private void answer(int kind, byte[] bytes) throws IOException {
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }
}
