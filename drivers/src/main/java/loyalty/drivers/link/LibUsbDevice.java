package loyalty.drivers.link;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.Optional;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.UsbIdentity;
import org.usb4java.ConfigDescriptor;
import org.usb4java.Context;
import org.usb4java.Device;
import org.usb4java.DeviceDescriptor;
import org.usb4java.DeviceHandle;
import org.usb4java.DeviceList;
import org.usb4java.EndpointDescriptor;
import org.usb4java.Interface;
import org.usb4java.InterfaceDescriptor;
import org.usb4java.LibUsb;
import org.usb4java.LibUsbException;

/**
 * One interface of one USB device through libusb: a printer's or a HID's. Takes it from the
 * kernel's driver and gives it back. Lives in the USB process only.
 */
final class LibUsbDevice implements AutoCloseable {
    private static final int PRINTER_CLASS = 7;
    private static final int HID_CLASS = 3;
    private static final int LONGEST_DESCRIPTOR = 4096;
    private static final int PIECE = 4096;
    private static final long CONTROL_MILLIS = 1000;
    private static final Ticker TICKER = Ticker.system();

    private final Context context;
    private final DeviceHandle handle;
    private final Endpoints endpoints;

    /** The interface and what to talk through; an address of 0 means there is none. */
    private record Endpoints(int number, byte in, int inSize, byte out) {}

    private LibUsbDevice(Context context, DeviceHandle handle, Endpoints endpoints) {
        this.context = context;
        this.handle = handle;
        this.endpoints = endpoints;
    }

    static LibUsbDevice open(UsbIdentity wanted, boolean hid) throws DeviceException {
        Context context = new Context();
        check(LibUsb.init(context), "libusb does not start");
        try {
            return open(context, find(context, wanted), wanted, hid);
        } catch (DeviceException | LibUsbException e) {
            LibUsb.exit(context);
            throw e;
        }
    }

    private static LibUsbDevice open(
            Context context, Device device, UsbIdentity wanted, boolean hid)
            throws DeviceException {
        DeviceHandle handle = new DeviceHandle();
        try {
            check(LibUsb.open(device, handle), "USB device " + wanted + " cannot be opened");
            Endpoints endpoints = endpoints(device, hid ? HID_CLASS : PRINTER_CLASS, wanted);
            LibUsb.setAutoDetachKernelDriver(handle, true);
            check(
                    LibUsb.claimInterface(handle, endpoints.number()),
                    "USB device " + wanted + " cannot be claimed");
            return new LibUsbDevice(context, handle, endpoints);
        } catch (DeviceException e) {
            if (handle.getPointer() != 0) LibUsb.close(handle);
            throw e;
        } finally {
            LibUsb.unrefDevice(device);
        }
    }

    private static Device find(Context context, UsbIdentity wanted) throws DeviceException {
        DeviceList list = new DeviceList();
        check(LibUsb.getDeviceList(context, list), "USB devices cannot be listed");
        try {
            for (Device device : list) {
                if (wanted.matches(identity(device, wanted))) return LibUsb.refDevice(device);
            }
        } finally {
            LibUsb.freeDeviceList(list, true);
        }
        throw new DeviceException(
                Fault.UNPLUGGED, "no USB device " + wanted + ": is it plugged in?");
    }

    private static UsbIdentity identity(Device device, UsbIdentity wanted) {
        DeviceDescriptor descriptor = new DeviceDescriptor();
        LibUsb.getDeviceDescriptor(device, descriptor);
        int vendor = descriptor.idVendor() & 0xFFFF;
        int product = descriptor.idProduct() & 0xFFFF;
        boolean ask =
                !wanted.serial().isEmpty()
                        && vendor == wanted.vendor()
                        && product == wanted.product();
        return new UsbIdentity(
                vendor, product, ask ? serial(device, descriptor) : "", port(device));
    }

    private static String serial(Device device, DeviceDescriptor descriptor) {
        DeviceHandle handle = new DeviceHandle();
        if (LibUsb.open(device, handle) != LibUsb.SUCCESS) return "";
        try {
            return Optional.ofNullable(
                            LibUsb.getStringDescriptor(handle, descriptor.iSerialNumber()))
                    .orElse("");
        } finally {
            LibUsb.close(handle);
        }
    }

    /** As Linux names it: {@code 1-1.2}. */
    private static String port(Device device) {
        ByteBuffer numbers = ByteBuffer.allocateDirect(7);
        int count = LibUsb.getPortNumbers(device, numbers);
        StringBuilder port = new StringBuilder().append(LibUsb.getBusNumber(device));
        for (int i = 0; i < count; i++) {
            port.append(i == 0 ? '-' : '.').append(numbers.get(i));
        }
        return port.toString();
    }

    private static Endpoints endpoints(Device device, int wantedClass, UsbIdentity wanted)
            throws DeviceException {
        ConfigDescriptor configuration = new ConfigDescriptor();
        check(
                LibUsb.getActiveConfigDescriptor(device, configuration),
                "USB device " + wanted + " does not describe itself");
        try {
            for (Interface one : configuration.iface()) {
                for (InterfaceDescriptor descriptor : one.altsetting()) {
                    if (descriptor.bInterfaceClass() == wantedClass) return endpoints(descriptor);
                }
            }
        } finally {
            LibUsb.freeConfigDescriptor(configuration);
        }
        throw new DeviceException(
                Fault.UNSUPPORTED,
                "USB device " + wanted + " has no interface of class " + wantedClass);
    }

    private static Endpoints endpoints(InterfaceDescriptor descriptor) {
        byte in = 0;
        byte out = 0;
        int inSize = 64;
        for (EndpointDescriptor endpoint : descriptor.endpoint()) {
            if ((endpoint.bEndpointAddress() & 0x80) == 0) {
                out = endpoint.bEndpointAddress();
            } else {
                in = endpoint.bEndpointAddress();
                inSize = endpoint.wMaxPacketSize() & 0x7FF;
            }
        }
        return new Endpoints(descriptor.bInterfaceNumber(), in, inSize, out);
    }

    byte[] reportDescriptor() throws DeviceException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_DESCRIPTOR);
        int count =
                LibUsb.controlTransfer(
                        handle,
                        (byte) 0x81, // in, standard, of an interface
                        LibUsb.REQUEST_GET_DESCRIPTOR,
                        (short) 0x2200, // the report descriptor
                        (short) endpoints.number(),
                        buffer,
                        CONTROL_MILLIS);
        check(count, "no report descriptor");
        return bytes(buffer, count);
    }

    byte[] read(Duration patience) throws DeviceException {
        if (endpoints.in() == 0) return new byte[0]; // this device never answers
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.max(endpoints.inSize(), 64));
        IntBuffer count = IntBuffer.allocate(1);
        // Linux lets a bulk call read an interrupt endpoint, but not the other way round. A timeout
        // of zero would wait for ever.
        int result =
                LibUsb.bulkTransfer(
                        handle, endpoints.in(), buffer, count, Math.max(1, patience.toMillis()));
        if (result != LibUsb.ERROR_TIMEOUT) check(result, "USB device does not send");
        return bytes(buffer, count.get(0));
    }

    int write(byte[] bytes, Duration patience) throws DeviceException {
        if (endpoints.out() == 0) {
            throw new DeviceException(Fault.UNSUPPORTED, "this USB device takes no data");
        }
        long start = TICKER.nanos();
        int taken = 0;
        while (taken < bytes.length) {
            long left = patience.minus(TICKER.since(start)).toMillis();
            int size = Math.min(PIECE, bytes.length - taken);
            ByteBuffer buffer = ByteBuffer.allocateDirect(size);
            buffer.put(bytes, taken, size).rewind();
            IntBuffer count = IntBuffer.allocate(1);
            int result =
                    LibUsb.bulkTransfer(handle, endpoints.out(), buffer, count, Math.max(1, left));
            taken += count.get(0);
            if (result == LibUsb.ERROR_TIMEOUT) break;
            check(result, "USB device does not take data");
        }
        return taken;
    }

    private static byte[] bytes(ByteBuffer buffer, int count) {
        byte[] bytes = new byte[count];
        buffer.get(0, bytes);
        return bytes;
    }

    private static void check(int result, String what) throws DeviceException {
        if (result >= 0) return;
        throw new DeviceException(
                fault(result), what + ": " + LibUsb.errorName(result) + advice(result));
    }

    private static Fault fault(int result) {
        return switch (result) {
            case LibUsb.ERROR_NO_DEVICE, LibUsb.ERROR_NOT_FOUND, LibUsb.ERROR_IO -> Fault.UNPLUGGED;
            case LibUsb.ERROR_ACCESS -> Fault.NO_ACCESS;
            case LibUsb.ERROR_BUSY -> Fault.BUSY;
            case LibUsb.ERROR_TIMEOUT -> Fault.TIMED_OUT;
            case LibUsb.ERROR_PIPE, LibUsb.ERROR_OVERFLOW -> Fault.GARBLED;
            case LibUsb.ERROR_NOT_SUPPORTED -> Fault.UNSUPPORTED;
            default -> Fault.UNPLUGGED;
        };
    }

    private static String advice(int result) {
        return switch (result) {
            case LibUsb.ERROR_ACCESS -> "; install the udev rules, then plug it in again";
            case LibUsb.ERROR_BUSY -> "; another program holds it";
            case LibUsb.ERROR_NOT_SUPPORTED -> "; on Windows it needs the WinUSB driver";
            default -> "";
        };
    }

    /** Gives the interface back to the kernel's driver. */
    @Override
    public void close() {
        LibUsb.releaseInterface(handle, endpoints.number());
        LibUsb.close(handle);
        LibUsb.exit(context);
    }
}
