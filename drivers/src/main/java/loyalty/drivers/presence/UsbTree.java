package loyalty.drivers.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loyalty.drivers.UsbIdentity;

/** The USB devices Linux sees and the nodes it made for them. Read anew at each call. */
public final class UsbTree {
    private static final int DEEPEST = 9;

    private final Path devices;
    private final Path nodes;

    /** For tests: a copy of {@code /sys/bus/usb/devices} and of {@code /dev}. */
    UsbTree(Path devices, Path nodes) {
        this.devices = devices;
        this.nodes = nodes;
    }

    /** This machine's. Empty on systems without {@code /sys}. */
    public static UsbTree system() {
        return new UsbTree(Path.of("/sys/bus/usb/devices"), Path.of("/dev"));
    }

    /** False on systems that do not tell: absence then means nothing. */
    public boolean readable() {
        return Files.isDirectory(devices) || Files.isDirectory(Path.of("/sys/class"));
    }

    /** The wanted device, by its port alone: what names it most exactly. */
    public Optional<UsbIdentity> find(UsbIdentity wanted) {
        return devices().stream()
                .map(UsbDevice::identity)
                .filter(wanted::matches)
                .findFirst()
                .map(found -> new UsbIdentity(found.vendor(), found.product(), "", found.port()));
    }

    /** Every device that is not a hub, by port. */
    public List<UsbDevice> devices() {
        List<UsbDevice> found = new ArrayList<>();
        for (Path device : children(devices)) {
            if (Files.exists(device.resolve("idVendor"))
                    && !read(device, "bDeviceClass").equals("09")) found.add(describe(device));
        }
        return List.copyOf(found);
    }

    /**
     * The node of the wanted device.
     *
     * @param kind {@code tty}, {@code hidraw}, {@code event} or {@code lp}
     */
    public Optional<Path> node(UsbIdentity wanted, String kind) {
        return devices().stream()
                .filter(device -> wanted.matches(device.identity()))
                .flatMap(device -> device.nodes().stream())
                .filter(node -> node.getFileName().toString().matches(kind + "[A-Z]*[0-9]+"))
                .findFirst();
    }

    private UsbDevice describe(Path device) {
        UsbIdentity identity =
                new UsbIdentity(
                        Integer.parseInt(read(device, "idVendor"), 16),
                        Integer.parseInt(read(device, "idProduct"), 16),
                        read(device, "serial"),
                        device.getFileName().toString());
        List<Path> found = new ArrayList<>();
        List<String> interfaces = new ArrayList<>();
        for (Path child : children(device)) {
            String code = read(child, "bInterfaceClass");
            if (!code.isEmpty()) {
                interfaces.add(code + "/" + read(child, "bInterfaceSubClass"));
                collectNodes(child, found);
            }
        }
        return new UsbDevice(
                identity,
                number(device),
                read(device, "manufacturer"),
                read(device, "product"),
                interfaces,
                found);
    }

    private static int number(Path device) {
        String number = read(device, "devnum");
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    private void collectNodes(Path usbInterface, List<Path> found) {
        try (Stream<Path> below = Files.walk(usbInterface, DEEPEST)) {
            below.filter(path -> path.getFileName().toString().equals("uevent"))
                    .sorted()
                    .map(UsbTree::nodeName)
                    .filter(name -> !name.isEmpty())
                    .map(nodes::resolve)
                    .distinct()
                    .forEach(found::add);
        } catch (IOException e) {
            return; // unplugged while we looked
        }
    }

    private static String nodeName(Path uevent) {
        try {
            return Files.readAllLines(uevent).stream()
                    .filter(line -> line.startsWith("DEVNAME="))
                    .map(line -> line.substring("DEVNAME=".length()))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path directory, String file) {
        try {
            return Files.readString(directory.resolve(file)).strip();
        } catch (IOException e) {
            return ""; // not every device has every attribute
        }
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> listed = Files.list(directory)) {
            return listed.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
