package loyalty.protocol.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.YamlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every programme that is shipped gives what was worked out by hand beside it. */
class ProgrammesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path PROGRAMMES = ROOT.resolve("config").resolve("programmes");
    private static final Pattern SHOWN =
            Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    static List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMMES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().endsWith(WorkedCases.ENDING))
                    .sorted()
                    .toList();
        }
    }

    static List<WorkedCase> cases() throws IOException, InvalidDocumentException {
        List<WorkedCase> cases = new ArrayList<>();
        for (Path pack : packs()) {
            String name = pack.getFileName().toString().replace(".yaml", WorkedCases.ENDING);
            cases.addAll(WorkedCases.read(PROGRAMMES.resolve(name)));
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isCalculatedAsByHand(WorkedCase one) throws Exception {
        assertThat(one.differences()).as(one.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packs")
    void isReadWithoutProblems(Path pack) throws Exception {
        assertThat(RulePack.read(YamlText.read(pack)).problems()).isEmpty();
    }

    /** The list of mechanics in the programmes' README and the cases are the same. */
    @Test
    void everyMechanicOfTheListHasItsCasesAndEveryCaseItsMechanic() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (String line : Files.readAllLines(PROGRAMMES.resolve("README.md"))) {
            Matcher row = SHOWN.matcher(line);
            if (row.matches() && row.group(3).startsWith("`")) {
                String place = row.group(3).replace("`", "");
                if (place.endsWith(".java")) {
                    assertThat(ROOT.resolve(place)).exists();
                } else {
                    listed.add(place);
                }
            }
        }
        Set<String> shown = new TreeSet<>();
        cases().forEach(one -> shown.add(one.programme() + ", " + one.row()));
        assertThat(listed).isEqualTo(shown);
    }
}
