package loyalty.drivers.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
    private static final Path DEVICES = Path.of("../config/devices");
    private static final String MODEL = "zjiang-pos-8360";

    @TempDir Path directory;

    private static String good() throws IOException {
        return Files.readString(DEVICES.resolve(MODEL + ".yaml"));
    }

    private static List<String> problems(String yaml) {
        return Profiles.check(MODEL + ".yaml", yaml).stream()
                .map(ProfileProblem::toString)
                .toList();
    }

    @Test
    void everyFileOfTheDirectoryIsBundledAndGood() throws Exception {
        Profiles profiles = Profiles.bundled();
        assertThat(profiles.problems()).isEmpty();
        try (Stream<Path> files = Files.list(DEVICES)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(profiles.byModel().keySet());
        }
        assertThat(profiles.all()).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void everyProfileNamesItsSourceAndSpeaksRussian() {
        for (PrinterProfile profile : Profiles.bundled().all()) {
            assertThat(profile.sources()).as(profile.model()).isNotEmpty();
            assertThat(profile.codePages()).as(profile.model()).containsKey("CP866");
        }
    }

    @Test
    void makersNumbersAreTheirOwn() {
        Profiles profiles = Profiles.bundled();
        assertThat(profiles.need("epson-tm-t88v").codePages())
                .containsEntry("CP866", 17)
                .containsEntry("CP1251", 46)
                .containsEntry("KZ-1048", 53);
        assertThat(profiles.need("rongta-rp326").codePages()).containsEntry("CP866", 7);
        assertThat(profiles.need("star-tsp654ii").codePages()).containsEntry("CP1251", 34);
    }

    @Test
    void everyMistakeIsToldWithLinePathAndHint() throws Exception {
        String yaml =
                good().replace("columns: 48", "columns: many")
                        .replace("kind: partial", "kind: partal")
                        .replace("CP866: 17", "CP999: 17")
                        .replace("statusSafe: true", "statusSafe: maybe")
                        .replace("quirks:", "qirks:");
        assertThat(problems(yaml))
                .anyMatch(
                        said ->
                                said.startsWith(MODEL + ".yaml:6: paper.columns: \"many\" is not a")
                                        && said.endsWith("write 16 to 80"))
                .anyMatch(said -> said.contains("codePages.CP999: no table of this page here"))
                .anyMatch(
                        said ->
                                said.contains("cutter.kind: \"partal\" is unknown")
                                        && said.endsWith("did you mean \"partial\"?"))
                .anyMatch(said -> said.contains("answers.statusSafe: \"maybe\""))
                .anyMatch(said -> said.contains("qirks: is unknown; did you mean \"quirks\"?"));
    }

    @Test
    void lettersThatDoNotFitThePaperAreTold() throws Exception {
        assertThat(problems(good().replace("dots: 576", "dots: 384")))
                .singleElement()
                .asString()
                .contains("48 letters of 12 dots do not fit 384 dots; write at most 32");
    }

    @Test
    void whatIsNotYamlIsToldWithItsLine() {
        assertThat(problems("model: a\ntitle: [b\n"))
                .singleElement()
                .asString()
                .startsWith(MODEL + ".yaml:3: not YAML");
        assertThat(problems("")).singleElement().asString().contains("not a profile");
        assertThat(problems("- a\n")).singleElement().asString().contains("not a profile");
    }

    @Test
    void aProfileOfTheShopAddsToOrReplacesTheBundledOnes() throws Exception {
        String own = good().replace("title: Zjiang POS-8360", "title: Our own");
        Files.writeString(directory.resolve(MODEL + ".yaml"), own);
        Files.writeString(directory.resolve("broken.yaml"), "model: broken\n");
        Profiles profiles = Profiles.with(directory);
        assertThat(profiles.need(MODEL).title()).isEqualTo("Our own");
        assertThat(profiles.find("broken")).isEmpty();
        assertThat(profiles.problems()).isNotEmpty();
        assertThat(profiles.find("epson-tm-t20iii")).isPresent();
    }

    @Test
    void aPluggedInPrinterIsRecognised() {
        assertThat(Profiles.bundled().fitting(0x04B8, 0x0E15))
                .extracting(PrinterProfile::model)
                .containsExactly("epson-tm-t20ii");
        assertThat(Profiles.bundled().fitting(1, 2)).isEmpty();
    }

    @Test
    void anUnknownModelNamesTheKnownOnes() {
        assertThatThrownBy(() -> Profiles.bundled().need("epson"))
                .hasMessageContaining("no printer profile \"epson\"; there are ")
                .hasMessageContaining("epson-tm-t20iii");
    }
}
