package loyalty.drivers.link;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import javax.usb.UsbDevice;
import javax.usb.UsbException;
import javax.usb.UsbHostManager;
import javax.usb.UsbHub;
import javax.usb.UsbServices;
import javax.usb.event.UsbServicesEvent;
import javax.usb.event.UsbServicesListener;
import loyalty.drivers.UsbIdentity;

/**
 * The main class of the process that watches the bus through javax.usb. Writes {@code + 04b8:0e15}
 * for each device that is there or comes, {@code - 04b8:0e15} for each that goes, and ends when its
 * input does.
 */
final class UsbEventsChild implements UsbServicesListener {
    private final PrintStream out;

    private UsbEventsChild(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws UsbException, IOException {
        UsbEventsChild watcher = new UsbEventsChild(System.out);
        UsbServices services = UsbHostManager.getUsbServices();
        watcher.tell('=', services.getRootUsbHub());
        services.addUsbServicesListener(watcher);
        while (System.in.read() >= 0) {
            // nothing is said to this process; the end is what it waits for
        }
        System.exit(0); // javax.usb's own threads do not end by themselves
    }

    private void tell(char sign, UsbDevice device) {
        if (device.isUsbHub()) {
            if (sign == '=') attached((UsbHub) device).forEach(child -> tell(sign, child));
            return;
        }
        int vendor = device.getUsbDeviceDescriptor().idVendor() & 0xFFFF;
        int product = device.getUsbDeviceDescriptor().idProduct() & 0xFFFF;
        out.println((sign == '-' ? "- " : "+ ") + new UsbIdentity(vendor, product, "", ""));
        out.flush();
    }

    @SuppressWarnings("unchecked") // the interface is older than generics
    private static List<UsbDevice> attached(UsbHub hub) {
        return hub.getAttachedUsbDevices();
    }

    @Override
    public void usbDeviceAttached(UsbServicesEvent event) {
        tell('+', event.getUsbDevice());
    }

    @Override
    public void usbDeviceDetached(UsbServicesEvent event) {
        tell('-', event.getUsbDevice());
    }
}
