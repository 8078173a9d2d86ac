package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "epson-tm-t20iii",
                "xprinter-xp-n160ii",
                "rongta-rp326",
                "citizen-ct-s310ii",
                "hp-a779",
                "zjiang-pos-5890",
                "star-tsp654ii"
            })
    void theWordsCanBeReadBesideTheNumbersOfTheProfile(String model) {
        PrinterProfile profile = Profiles.bundled().need(model);
        PrinterMachine machine = new PrinterMachine(Models.of(profile));
        MachineLink link = new MachineLink(machine);
        LinkPrinter printer =
                new LinkPrinter("p", link::open, profile, Patience.USUAL, link, false);
        byte[] sheet = Calibration.sheet(profile, 0, 80);
        try {
            printer.ready();
        } catch (loyalty.drivers.DeviceException e) {
            throw new AssertionError(e);
        }
        printer.print(new PrintJob("c", PrintJob.Kind.REPORT, "calibration", sheet));
        List<String> lines = machine.paper().lines();
        for (String page : List.of("CP866", "CP1251")) {
            Integer number = profile.codePages().get(page);
            if (number == null) continue;
            String line = lines.get(1 + number);
            int column = page.equals("CP866") ? 4 : 10;
            assertThat(line).startsWith(String.format(Locale.ROOT, "%3d ", number));
            assertThat(line.substring(column)).startsWith("Ёж №5");
        }
        assertThat(lines.get(lines.size() - 2 - profile.cutter().feedRows()))
                .as("the ruler is as wide as the paper")
                .isEqualTo(ruler(profile.paper().columns()));
    }

    private static String ruler(int columns) {
        return "1234567890".repeat(9).substring(0, columns);
    }
}
