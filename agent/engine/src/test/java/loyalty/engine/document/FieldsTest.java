package loyalty.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void allMistakesOfOneMappingAreReportedTogetherWithPlaceAndHint() {
        Fields fields =
                Fields.of(
                        mapping(
                                "port", new Node.Text("many", at(2)),
                                "prot", new Node.Decimal("7", at(3))),
                        problems);
        assertThat(fields.whole("port", 9, 1, 65_535)).isEqualTo(9);
        fields.requiredText("name");
        fields.end();
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "a.yaml:2:1: port: expected a decimal number, found \"many\""
                                + " (write it as \"12.50\")",
                        "a.yaml:1:1: name: missing (add name)",
                        "a.yaml:3:1: prot: unknown key (did you mean port?)");
    }

    @Test
    void aJsonNumberIsReadExactlyAsItWasWritten() {
        Fields fields = Fields.of(mapping("price", new Node.Decimal("0.1", at(2))), problems);
        assertThat(fields.decimal("price").orElseThrow()).isEqualByComparingTo("0.1");
        assertThat(problems).isEmpty();
    }

    @Test
    void aWholeNumberWithAFractionIsRefused() {
        Fields fields = Fields.of(mapping("n", new Node.Decimal("3.5", at(2))), problems);
        fields.whole("n", 1, 1, 10);
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("must be a whole number from 1 to 10, is 3.5");
    }

    @Test
    void pathsLeadThroughListsAndMappings() {
        Node line = mapping("quantity", new Node.Truth(true, at(5)));
        Node lines = new Node.Sequence(List.of(line), at(4));
        Fields fields = Fields.of(mapping("lines", lines), problems);
        fields.each("lines", each -> each.decimal("quantity"));
        assertThat(problems).extracting(Problem::path).containsExactly("lines[0].quantity");
    }

    private static Position at(int line) {
        return new Position("a.yaml", line, 1);
    }

    private static Node mapping(Object... keysAndValues) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put((String) keysAndValues[i], (Node) keysAndValues[i + 1]);
        }
        return new Node.Mapping(entries, at(1));
    }
}
