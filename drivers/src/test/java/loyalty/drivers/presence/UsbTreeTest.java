package loyalty.drivers.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.presence.FoundDevice.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a copy of what Linux shows for a few devices. */
class UsbTreeTest {
    @TempDir Path root;
    private Path devices;
    private UsbTree tree;

    @BeforeEach
    void plugIn() throws IOException {
        devices = root.resolve("devices");
        tree = new UsbTree(devices, Path.of("/dev"));
        device("usb1", Map.of("idVendor", "1d6b", "idProduct", "0002", "bDeviceClass", "09"));
        printer("1-1", "PRN0001", "7");
        device(
                "1-2",
                Map.of(
                        "idVendor", "0c2e",
                        "idProduct", "0b61",
                        "bDeviceClass", "00",
                        "devnum", "8",
                        "product", "HID-POS"));
        file("1-2/1-2:1.0/bInterfaceClass", "03");
        file("1-2/1-2:1.0/bInterfaceSubClass", "00");
        file("1-2/1-2:1.0/0003:0C2E/hidraw/hidraw0/uevent", "MAJOR=1\nDEVNAME=hidraw0");
    }

    private void printer(String port, String serial, String number) throws IOException {
        device(
                port,
                Map.of(
                        "idVendor", "04b8",
                        "idProduct", "0e15",
                        "bDeviceClass", "00",
                        "serial", serial,
                        "devnum", number,
                        "manufacturer", "EPSON",
                        "product", "TM-T20II"));
        file(port + "/" + port + ":1.0/bInterfaceClass", "07");
        file(port + "/" + port + ":1.0/bInterfaceSubClass", "01");
        file(port + "/" + port + ":1.0/usbmisc/lp0/uevent", "DEVNAME=usb/lp0");
    }

    private void device(String name, Map<String, String> attributes) throws IOException {
        for (Map.Entry<String, String> each : attributes.entrySet()) {
            file(name + "/" + each.getKey(), each.getValue());
        }
    }

    private void file(String path, String content) throws IOException {
        Path file = devices.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    @Test
    void hubsAreLeftOutAndDevicesAreDescribed() {
        assertThat(tree.devices())
                .extracting(device -> device.identity().toString())
                .containsExactly("04b8:0e15:PRN0001@1-1", "0c2e:0b61@1-2");
    }

    @Test
    void nodesAreFoundByIdentitySerialOrPort() {
        assertThat(tree.node(UsbIdentity.parse("0c2e:0b61"), "hidraw"))
                .contains(Path.of("/dev/hidraw0"));
        assertThat(tree.node(UsbIdentity.parse("04b8:0e15:PRN0001"), "lp"))
                .contains(Path.of("/dev/usb/lp0"));
        assertThat(tree.node(UsbIdentity.parse("04b8:0e15@1-1"), "lp")).isPresent();
        assertThat(tree.node(UsbIdentity.parse("04b8:0e15:OTHER"), "lp")).isEmpty();
        assertThat(tree.node(UsbIdentity.parse("04b8:0e15"), "tty")).isEmpty();
    }

    @Test
    void theListTellsWhatToWriteIntoTheConfiguration() {
        List<FoundDevice> found =
                DeviceList.usb(
                                tree,
                                usb -> usb.vendor() == 0x04b8 ? List.of("tm-t20ii") : List.of())
                        .toList();
        assertThat(found.get(0).kind()).isEqualTo(Kind.PRINTER);
        assertThat(found.get(0).addresses())
                .containsExactly("usb:04b8:0e15:PRN0001", "usblp:04b8:0e15:PRN0001");
        assertThat(found.get(0).models()).containsExactly("tm-t20ii");
        assertThat(found.get(1).kind()).isEqualTo(Kind.HID);
        assertThat(found.get(1).addresses()).contains("hidraw:0c2e:0b61");
    }

    @Test
    void comingAndGoingIsToldOnceAndAQuickReplugIsBoth() throws IOException {
        List<String> told = new ArrayList<>();
        UsbWatch watch =
                new UsbWatch(
                        () -> tree,
                        new UsbWatch.Listener() {
                            @Override
                            public void attached(UsbDevice device) {
                                told.add("+" + device.product());
                            }

                            @Override
                            public void detached(UsbDevice device) {
                                told.add("-" + device.product());
                            }
                        });
        watch.turn();
        watch.turn();
        assertThat(told).containsExactly("+TM-T20II", "+HID-POS");
        told.clear();
        printer("1-1", "PRN0001", "9");
        watch.turn();
        assertThat(told).containsExactly("-TM-T20II", "+TM-T20II");
        told.clear();
        Files.delete(devices.resolve("1-2/idVendor"));
        watch.turn();
        assertThat(told).containsExactly("-HID-POS");
    }

    @Test
    void thisProcessIsFoundAsTheHolderOfItsFiles() throws IOException {
        Path file = Files.writeString(root.resolve("held"), "x");
        try (var open = Files.newInputStream(file)) {
            assertThat(open.read()).isEqualTo('x');
            assertThat(Holder.sentence(file)).contains("this program itself");
        }
        assertThat(Holder.of(file)).isEmpty();
    }
}
