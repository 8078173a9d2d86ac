package loyalty.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial:/dev/pts/3",
                "serial:COM3",
                "serial:0403:6001:A50285BI",
                "hidraw:0c2e:0b61@1-1.2",
                "evdev:/dev/input/event3",
                "usblp:/dev/usb/lp0",
                "usb:04b8:0e15",
                "tcp:host:9100",
                "tcp:[::1]:9100",
                "file:out.bin",
                "stdin",
                "javapos:POSPrinter",
                "spool:Receipts"
            })
    void whatIsReadIsWrittenTheSame(String text) {
        assertThat(DeviceAddress.parse(text)).hasToString(text);
    }

    @Test
    void anIdentityInPlaceOfAPathIsLookedUpNotOpened() {
        assertThat(DeviceAddress.parse("serial:0403:6001").usb())
                .contains(new UsbIdentity(0x0403, 0x6001, "", ""));
        assertThat(DeviceAddress.parse("serial:/dev/ttyACM0").usb()).isEmpty();
    }

    @Test
    void hostAndPortAreTaken() {
        DeviceAddress printer = DeviceAddress.parse("tcp:[::1]:9100");
        assertThat(printer.host()).isEqualTo("::1");
        assertThat(printer.port()).isEqualTo(9100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "com3", "tcp:host", "tcp:host:99999", "usb:xyz", "serial:", "stdin:x"})
    void whatCannotBeMeantIsRefusedWithWhatToWrite(String text) {
        assertThatThrownBy(() -> DeviceAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aSerialNumberNarrowsAnIdentityAndItsAbsenceDoesNot() {
        UsbIdentity found = new UsbIdentity(0x04b8, 0x0e15, "SN1", "1-1");
        assertThat(UsbIdentity.parse("04b8:0e15").matches(found)).isTrue();
        assertThat(UsbIdentity.parse("04b8:0e15:SN2").matches(found)).isFalse();
        assertThat(UsbIdentity.parse("04b8:0e15@1-1").matches(found)).isTrue();
    }
}
