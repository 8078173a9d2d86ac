package loyalty.drivers.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A USB device made by the kernel's gadget framework, on the n-th of its dummy controllers. */
final class Gadget implements Plug {
    private static final Path CONFIG = Path.of("/sys/kernel/config/usb_gadget");
    private static final Path BUS = Path.of("/sys/bus/usb/devices");

    private final int controller;
    private final Path directory;

    private Gadget(int controller, Path directory) {
        this.controller = controller;
        this.directory = directory;
    }

    static Gadget make(int controller, int vendor, int product, String maker, String name)
            throws IOException {
        Gadget gadget = new Gadget(controller, CONFIG.resolve("g" + controller));
        Files.createDirectory(gadget.directory);
        gadget.set("idVendor", String.format(Locale.ROOT, "0x%04x", vendor));
        gadget.set("idProduct", String.format(Locale.ROOT, "0x%04x", product));
        gadget.set("bcdUSB", "0x0200");
        Files.createDirectory(gadget.directory.resolve("strings/0x409"));
        gadget.set("strings/0x409/serialnumber", "LAB000" + controller);
        gadget.set("strings/0x409/manufacturer", maker);
        gadget.set("strings/0x409/product", name);
        Files.createDirectory(gadget.directory.resolve("configs/c.1"));
        return gadget;
    }

    /** Adds what the device can do, such as {@code hid.scanner}, with its attributes. */
    Gadget with(String function, Map<String, byte[]> attributes) throws IOException {
        Path made = directory.resolve("functions").resolve(function);
        Files.createDirectory(made);
        for (Map.Entry<String, byte[]> each : attributes.entrySet()) {
            Files.write(made.resolve(each.getKey()), each.getValue());
        }
        Files.createSymbolicLink(directory.resolve("configs/c.1").resolve(function), made);
        return this;
    }

    /** Puts the device on the bus for the first time. */
    void bind() throws IOException {
        set("UDC", "dummy_udc." + controller);
    }

    /** Pulls it out of the hub's port. */
    @Override
    public void unplug() throws IOException {
        Files.writeString(port(), "1");
    }

    /** Puts it back. */
    @Override
    public void plug() throws IOException {
        Files.writeString(port(), "0");
    }

    private Path port() throws IOException {
        try (Stream<Path> hubs = Files.list(BUS)) {
            return hubs.filter(hub -> hub.getFileName().toString().matches("usb[0-9]+"))
                    .filter(hub -> real(hub).contains("dummy_hcd." + controller + "/"))
                    .map(hub -> hub.getFileName().toString())
                    .map(hub -> BUS.resolve(hub.substring(3) + "-0:1.0/" + hub + "-port1/disable"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no port for controller " + controller));
        }
    }

    private static String real(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(String attribute, String value) throws IOException {
        Files.writeString(directory.resolve(attribute), value);
    }
}
