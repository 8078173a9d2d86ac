package loyalty.drivers.presence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.presence.FoundDevice.Kind;

/** What is plugged in and could be a scanner or a printer, how to address it, and who holds it. */
public final class DeviceList {
    private static final Path TTY = Path.of("/sys/class/tty");

    private DeviceList() {}

    /**
     * Looks now.
     *
     * @param models which of our device descriptions fit a USB device, by name
     */
    public static List<FoundDevice> now(Function<UsbIdentity, List<String>> models) {
        return Stream.concat(usb(UsbTree.system(), models), builtIn(TTY)).toList();
    }

    static Stream<FoundDevice> usb(UsbTree tree, Function<UsbIdentity, List<String>> models) {
        return tree.devices().stream().map(device -> describe(device, models));
    }

    private static FoundDevice describe(
            UsbDevice device, Function<UsbIdentity, List<String>> models) {
        UsbIdentity found = device.identity();
        // The serial number where there is one, the port only where nothing else tells two apart.
        UsbIdentity stable =
                new UsbIdentity(
                        found.vendor(),
                        found.product(),
                        usable(found.serial()) ? found.serial() : "",
                        "");
        Kind kind = kind(device);
        return new FoundDevice(
                kind,
                addresses(device, kind, stable),
                found.toString(),
                (device.manufacturer() + " " + device.product()).strip(),
                device.nodes().stream()
                        .flatMap(node -> Holder.of(node).stream())
                        .distinct()
                        .toList(),
                models.apply(found));
    }

    /** Serial numbers that an address cannot hold, or that all devices of a model share. */
    private static boolean usable(String serial) {
        return serial.matches("[A-Za-z0-9._-]{1,64}") && !serial.matches("0+");
    }

    private static Kind kind(UsbDevice device) {
        if (has(device, "tty")) return Kind.SERIAL;
        if (device.interfaces().stream().anyMatch(code -> code.startsWith("07"))) {
            return Kind.PRINTER;
        }
        if (has(device, "event") && device.interfaces().contains("03/01")) return Kind.KEYBOARD;
        return has(device, "hidraw") ? Kind.HID : Kind.OTHER;
    }

    private static boolean has(UsbDevice device, String kind) {
        return device.nodes().stream()
                .anyMatch(node -> node.getFileName().toString().startsWith(kind));
    }

    private static List<String> addresses(UsbDevice device, Kind kind, UsbIdentity stable) {
        return switch (kind) {
            case SERIAL -> List.of("serial:" + stable);
            case PRINTER -> printer(device, stable);
            case KEYBOARD -> List.of("evdev:" + stable, "hidraw:" + stable);
            case HID -> List.of("hidraw:" + stable, "usb:" + stable);
            case OTHER -> List.of("usb:" + stable);
        };
    }

    private static List<String> printer(UsbDevice device, UsbIdentity stable) {
        return has(device, "lp")
                ? List.of("usb:" + stable, "usblp:" + stable)
                : List.of("usb:" + stable);
    }

    /** Ports on the board itself; those without hardware behind them are left out. */
    static Stream<FoundDevice> builtIn(Path ttys) {
        List<FoundDevice> found = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(ttys, "ttyS*")) {
            for (Path tty : listed) {
                if (!real(tty)) continue;
                Path node = Path.of("/dev").resolve(tty.getFileName());
                found.add(
                        new FoundDevice(
                                Kind.SERIAL,
                                List.of("serial:" + node),
                                "",
                                "serial port",
                                Holder.of(node),
                                List.of()));
            }
        } catch (IOException e) {
            return Stream.empty(); // no such directory: not Linux
        }
        return found.stream();
    }

    private static boolean real(Path tty) throws IOException {
        Path type = tty.resolve("type"); // 0: nothing answered at this port's address
        return Files.exists(type) && !Files.readString(type).strip().equals("0");
    }
}
