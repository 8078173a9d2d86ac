package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.template.Language;
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
    void theWordsCanBeReadBesideTheNumbersOfTheProfile(String model) throws Exception {
        PrinterProfile profile = Profiles.bundled().need(model);
        PrinterMachine machine = new PrinterMachine(Models.of(profile));
        MachineLink link = new MachineLink(machine);
        LinkPrinter printer =
                new LinkPrinter("p", link::open, profile, Patience.USUAL, link, false);
        byte[] sheet = Calibration.sheet(profile, "tcp:10.0.0.8:9100", Language.RU, 0, 80);
        printer.ready();
        printer.print(new PrintJob("c", PrintJob.Kind.REPORT, "calibration", sheet));
        List<String> lines = machine.paper().lines();
        for (String page : List.of("CP866", "CP1251")) {
            Integer number = profile.codePages().get(page);
            if (number == null) continue;
            String label = String.format(Locale.ROOT, "%3d %-7s ", number, page);
            assertThat(lines).as(page).anyMatch(line -> line.startsWith(label + "Ёж №5"));
        }
        assertThat(lines)
                .as("the ruler is as wide as the paper")
                .contains(ruler(profile.paper().columns()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpt-ii", "rongta-rp326", "star-tsp654ii"})
    void aNumberTheProfileDoesNotHaveIsFoundByReading(String model) throws Exception {
        PrinterProfile real = Profiles.bundled().need(model);
        int number = real.codePages().get("CP866");
        PrinterProfile unknown = real.withPages(Map.of("CP437", 0));
        PrinterMachine machine = new PrinterMachine(Models.of(real));
        byte[] sheet = Calibration.sheet(unknown, "usb", Language.EN, 0, 60);
        MachineLink link = new MachineLink(machine);
        LinkPrinter printer = new LinkPrinter("p", link::open, real, Patience.USUAL, link, false);
        printer.ready();
        printer.print(new PrintJob("c", PrintJob.Kind.REPORT, "calibration", sheet));
        String found = String.format(Locale.ROOT, "%3d Ёж №5", number);
        assertThat(machine.paper().lines()).anyMatch(line -> line.startsWith(found));
    }

    private static String ruler(int columns) {
        return "1234567890".repeat(9).substring(0, columns);
    }
}
