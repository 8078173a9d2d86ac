package loyalty.protocol.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a file of cases is told with what to write. */
class WorkedCasesTest {
    private static final Path PACK = Path.of("..", "..", "config", "programmes", "apteka.yaml");

    @TempDir Path folder;

    @Test
    void aLastDayThatIsNoneIsTold() throws Exception {
        List<WorkedCase> cases =
                cases("issued: {promotion: next-purchase, member: m-1, lastDay: 4 July}");

        assertThatThrownBy(() -> cases.get(0).differences())
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("not a day: \"4 July\"");
    }

    @Test
    void aCaseThatAsksForNothingIsTold() {
        assertThatThrownBy(() -> cases("grants: {}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("a request or for grants");
    }

    @Test
    void whatDiffersIsNamed() throws Exception {
        assertThat(cases("name: dearer").get(0).differences())
                .singleElement()
                .asString()
                .contains("total.due")
                .contains("500.00");
    }

    private List<WorkedCase> cases(String more) throws Exception {
        Path file = folder.resolve("apteka.cases.yaml");
        Files.writeString(
                file,
                """
                programme: apteka
                cases:
                  - row: a case
                    %s
                    request:
                      basket: {lines: [{id: "1", sku: a, price: "500.00"}]}
                      redeem: "0"
                      context: {at: "2025-06-20T12:00:00+03:00", mode: online}
                    expect: {total: {due: "1.00"}}
                """
                        .formatted(more));
        return WorkedCases.read(file, PACK);
    }
}
