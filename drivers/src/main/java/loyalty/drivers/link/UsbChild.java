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
import loyalty.drivers.UsbIdentity;

/**
 * The main class of the process that talks to libusb for one device. It is a process of its own
 * because a crash in native USB code ends the process it happens in, and that must not be the
 * agent. Speaks {@link UsbWire}'s little protocol on standard input and output, and ends, letting
 * go of the device properly, when its input does: also when the agent is killed.
 */
final class UsbChild {
    private UsbChild() {}

    /** Arguments: {@code printer} or {@code hid}, then the identity. */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        boolean hid = arguments[0].equals("hid");
        try (LibUsbDevice device = LibUsbDevice.open(UsbIdentity.parse(arguments[1]), hid)) {
            answer(out, new byte[0]);
            while (serve(device, in, out)) out.flush();
        } catch (EOFException e) {
            return; // the agent is gone; closing has let go of the device
        } catch (DeviceException e) {
            refuse(out, e);
        }
    }

    private static boolean serve(LibUsbDevice device, DataInputStream in, DataOutputStream out)
            throws IOException {
        int request = in.readUnsignedByte();
        switch (request) {
            case UsbWire.READ -> answer(out, device.read(Duration.ofMillis(in.readInt())));
            case UsbWire.WRITE -> {
                Duration patience = Duration.ofMillis(in.readInt());
                int taken = device.write(in.readNBytes(in.readInt()), patience);
                answer(out, new byte[] {(byte) (taken >> 16), (byte) (taken >> 8), (byte) taken});
            }
            case UsbWire.DESCRIPTOR -> answer(out, device.reportDescriptor());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void answer(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeByte(UsbWire.OK);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    private static void refuse(DataOutputStream out, DeviceException e) throws IOException {
        out.writeByte(UsbWire.REFUSED);
        byte[] sentence =
                (e.fault().name() + "\n" + e.getMessage()).getBytes(StandardCharsets.UTF_8);
        out.writeInt(sentence.length);
        out.write(sentence);
        out.flush();
    }
}
