package loyalty.drivers.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.Code;
import loyalty.drivers.code.CodeRules;
import loyalty.drivers.code.SignedCodes;
import loyalty.drivers.scanner.Framing;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import org.junit.jupiter.api.Test;

/** From a simulated scanner's wire to a card: the first step of a sale on real parts. */
class CardFromPtyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void aCardScannedAt9600BaudIsACard() throws Exception {
        Classifier classifier =
                new Classifier(
                        CodeRules.usual(),
                        new SignedCodes(Map.of(), InstantSource.system(), SignedCodes.Rules.USUAL));
        try (ScannerSimulator device = new ScannerSimulator(PtyWire.open()).baud(9600)) {
            DeviceAddress address = DeviceAddress.parse(device.address());
            Framing patient = new Framing("", Framing.USUAL.terminators(), PATIENCE, false, 100);
            ScannerSettings settings = ScannerSettings.usual(address).with(patient);
            try (Scanner scanner = Scanners.open(settings)) {
                assertThat(device.scan("2900000012349")).isTrue();
                assertThat(scanner.poll(PATIENCE).map(classifier::classify))
                        .contains(new Code.Card("2900000012349", "own"));
            }
        }
    }
}
