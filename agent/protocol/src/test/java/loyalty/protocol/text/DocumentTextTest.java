package loyalty.protocol.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTextTest {
    @Test
    void theSameDocumentInYamlAndInJsonIsEqual() throws Exception {
        Node yaml = YamlText.read("a: 1.50\nb: [x, true, null]\nc: 2026-01-01\nd: yes\n", "p.yaml");
        Node json =
                JsonText.read(
                        "{\"a\":1.50,\"b\":[\"x\",true,null],\"c\":\"2026-01-01\",\"d\":\"yes\"}",
                        "p.json");
        assertThat(yaml.unplaced()).isEqualTo(json.unplaced());
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws Exception {
        String nasty = "{\"t\":\"\\\"\\\\\\n\\u0001Ж😀\\ud800\",\"n\":-0.10,\"e\":{},\"l\":[]}";
        Node first = JsonText.read(nasty, "");
        assertThat(JsonText.read(JsonText.write(first), "").unplaced()).isEqualTo(first.unplaced());
        assertThat(JsonText.read(JsonText.pretty(first), "").unplaced())
                .isEqualTo(first.unplaced());
    }

    @Test
    void aProgramsDocumentIsReadTheSameWithoutPositions() throws Exception {
        byte[] json = "{\"a\":[1.50,{\"b\":null}],\"c\":true}".getBytes(UTF_8);
        Node bare = JsonText.bare(json);
        assertThat(bare).isEqualTo(JsonText.read(json, "r.json").unplaced());
        assertThat(bare.placed()).isFalse();
        assertThat(bare.unplaced()).isSameAs(bare);
    }

    @Test
    void aKeyGivenTwiceIsToldWhereItStandsAgain() {
        assertThatThrownBy(() -> JsonText.read("{\"a\": {\"b\": 1, \"b\": 2}}", "r.json"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("r.json:1:16")
                .hasMessageContaining("the same key twice");
    }

    @Test
    void positionsPointAtTheValue() throws Exception {
        Node root = YamlText.read("first: 1\nsecond:\n  - deep: word\n", "p.yaml");
        Node second = ((Node.Mapping) root).entries().get("second");
        Node item = ((Node.Sequence) second).items().get(0);
        assertThat(((Node.Mapping) item).entries().get("deep").at()).hasToString("p.yaml:3:11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [1", "a: 1\na: 2", "\t a: 1", "a: &x 1", "a: *x", "", "? [a]\n: 1"})
    void brokenYamlIsOneClearProblem(String yaml) {
        assertThatThrownBy(() -> YamlText.read(yaml, "p.yaml"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("p.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{", "[1 2]", "nope", "", "{} {}", "{\"a\":NaN}"})
    void brokenJsonIsOneClearProblem(String json) {
        assertThatThrownBy(() -> JsonText.read(json, "r.json"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("r.json");
    }

    @Test
    void aNestTooDeepIsRefusedNotRunIntoTheGround() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> JsonText.read(deep, "r.json"))
                .isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> YamlText.read(deep, "p.yaml"))
                .isInstanceOf(InvalidDocumentException.class);
    }
}
