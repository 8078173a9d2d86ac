package loyalty.drivers.link;

import java.nio.file.Files;
import java.nio.file.Path;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.posix.NativeFiles;
import loyalty.drivers.posix.PosixFile.Access;
import loyalty.drivers.presence.UsbTree;

/** Opens links: one door for every kind of address. */
public final class Links {
    private Links() {}

    /**
     * Opens what the address names; a USB identity is looked up anew each time.
     *
     * @throws DeviceException if it is not there, held, forbidden or not a wire ({@code javapos},
     *     {@code spool})
     */
    public static Link open(DeviceAddress address, LinkSettings settings) throws DeviceException {
        return natively(address, settings, () -> opened(address, settings));
    }

    private interface Opening<L extends Link> {
        L open() throws DeviceException;
    }

    /** A native part that cannot be loaded is told like any other trouble: the machine's fault. */
    private static <L extends Link> L natively(
            DeviceAddress address, LinkSettings settings, Opening<L> opening)
            throws DeviceException {
        NativeFiles.prepare(settings.nativeFiles());
        try {
            return opening.open();
        } catch (LinkageError e) {
            throw unloadable(address, settings, e);
        }
    }

    private static DeviceException unloadable(
            DeviceAddress address, LinkSettings settings, LinkageError e) {
        return new DeviceException(
                Fault.UNSUPPORTED,
                address
                        + ": a native part cannot be loaded ("
                        + e.getMessage()
                        + "): is the file system of "
                        + settings.nativeFiles()
                        + " mounted noexec? Set LOYALTY_NATIVE_DIR to another directory",
                e);
    }

    private static Link opened(DeviceAddress address, LinkSettings settings)
            throws DeviceException {
        String name = address.toString();
        return switch (address.scheme()) {
            case SERIAL -> SerialLink.open(name, node(address, "tty"), settings.line());
            case HIDRAW -> HidrawLink.open(name, node(address, "hidraw"));
            case EVDEV -> FileLink.openGrabbed(name, node(address, "event"));
            case USBLP -> FileLink.open(name, node(address, "lp"), Access.BOTH);
            case TCP ->
                    TcpLink.open(name, address.host(), address.port(), settings.connectPatience());
            case FILE -> file(name, address.path());
            case STDIN -> new StreamLink(name, System.in);
            case USB -> usb(address, false, settings);
            case JAVAPOS, SPOOL ->
                    throw new DeviceException(
                            Fault.UNSUPPORTED, name + " cannot be opened as a wire");
        };
    }

    /**
     * Opens a human interface device, {@code hidraw:} or {@code usb:}.
     *
     * @throws DeviceException if it is not there, held, forbidden or not such a device
     */
    public static HidLink openHid(DeviceAddress address, LinkSettings settings)
            throws DeviceException {
        return natively(address, settings, () -> openedHid(address, settings));
    }

    private static HidLink openedHid(DeviceAddress address, LinkSettings settings)
            throws DeviceException {
        return switch (address.scheme()) {
            case HIDRAW -> HidrawLink.open(address.toString(), node(address, "hidraw"));
            case USB -> usb(address, true, settings);
            default ->
                    throw new DeviceException(
                            Fault.UNSUPPORTED, address + " is not a human interface device");
        };
    }

    /** Where the system can say so cheaply, an absent device costs no process. */
    private static UsbLink usb(DeviceAddress address, boolean hid, LinkSettings settings)
            throws DeviceException {
        UsbIdentity wanted = UsbIdentity.parse(address.target());
        UsbTree tree = UsbTree.system();
        UsbIdentity found =
                tree.readable() ? tree.find(wanted).orElseThrow(() -> absent(wanted)) : wanted;
        return UsbLink.open(address.toString(), found, hid, settings.nativeFiles());
    }

    private static DeviceException absent(UsbIdentity wanted) {
        return new DeviceException(
                Fault.UNPLUGGED, "no USB device " + wanted + ": is it plugged in?");
    }

    private static Link file(String name, Path path) throws DeviceException {
        return Files.exists(path) && !Files.isRegularFile(path)
                ? FileLink.open(name, path, Access.BOTH)
                : OutputFileLink.open(name, path);
    }

    private static Path node(DeviceAddress address, String kind) throws DeviceException {
        if (address.usb().isEmpty()) return address.path();
        UsbIdentity wanted = address.usb().orElseThrow();
        return UsbTree.system()
                .node(wanted, kind)
                .orElseThrow(
                        () ->
                                new DeviceException(
                                        Fault.UNPLUGGED,
                                        "no USB device "
                                                + wanted
                                                + " with a "
                                                + kind
                                                + " node: is it plugged in?"));
    }
}
