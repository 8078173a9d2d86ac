package loyalty.protocol.programmes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.YamlText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every programme that is shipped gives what was worked out by hand beside it. */
class ProgrammeCasesTest {
    static Stream<ProgrammeCase> cases() throws IOException {
        return ProgrammeCase.all();
    }

    static List<Path> packs() throws IOException {
        return ProgrammeCase.packs();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isCalculatedAsByHand(ProgrammeCase one) throws Exception {
        assertThat(one.differences()).as(one.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packs")
    void isReadWithoutProblems(Path pack) throws Exception {
        assertThat(RulePack.read(YamlText.read(pack)).problems()).isEmpty();
    }
}
