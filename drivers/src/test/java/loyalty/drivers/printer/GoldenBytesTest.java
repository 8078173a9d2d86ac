package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes of one receipt, checked in: a change of a single one is seen in review. After a wanted
 * change, copy the file from target/golden.
 */
class GoldenBytesTest {
    private static final String RECEIPT =
            """
            ^^^VЁSKA
            "Кофейня №1"
            {width:* 9}
            Кофе «Эспрессо» | 120,00 ₽
            -
            {width:auto}
            "ИТОГО" | ^120,00
            `Баланс` | _42_
            {border:line;width:6 6}
            a | b
            {border:space;width:auto}
            {code:4600000000015;option:ean,2,40,hri}
            {code:VASKA-1234;option:qrcode,4,q}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"epson-tm-t20iii", "rongta-rp326", "star-tsp654ii", "generic-58"})
    void asCheckedIn(String model) throws Exception {
        PrinterProfile profile = Profiles.bundled().need(model);
        String bytes = rows(Samples.bytes(RECEIPT, profile));
        Path made = Path.of("target/golden", model + ".hex");
        Files.createDirectories(made.getParent());
        Files.writeString(made, bytes);
        Path golden = Path.of("src/test/resources/loyalty/drivers/printer", model + ".hex");
        assertThat(bytes).isEqualTo(Files.readString(golden));
    }

    private static String rows(byte[] bytes) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        return IntStream.iterate(0, at -> at < bytes.length, at -> at + 32)
                .mapToObj(at -> hex.formatHex(bytes, at, Math.min(bytes.length, at + 32)))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
