package loyalty.protocol.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnBodyTest {
    private static final String RETURN =
            """
            {"id":"r-1","receipt":"7","store":"1","businessDay":"2026-11-25","cashier":"17",
             "sale":"s-1","back":[{"line":"1","quantity":"0.312"}],
             "request":{"r":1},"quote":{"q":2},
             "restores":[{"lot":"l-1","points":5}],"takes":[{"lot":"l-2","points":3}],
             "refundMinor":1105,"whole":true,
             "limits":[{"promotion":"p","period":"","count":1}],"codes":["AAAA"]}""";

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        ReturnBody body = read(RETURN);
        assertThat(read(JsonText.write(body.toNode()))).isEqualTo(body);
        assertThat(CanonicalForm.text(body.toNode()))
                .isEqualTo(CanonicalForm.text(JsonText.read(RETURN, "return")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "receipt",
                "store",
                "businessDay",
                "sale",
                "request",
                "quote",
                "refundMinor"
            })
    void whatIsMissingIsNamed(String key) {
        assertThatThrownBy(() -> read(RETURN.replace("\"" + key + "\"", "\"other\"")))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(key);
    }

    private static ReturnBody read(String json) throws InvalidDocumentException {
        return ReturnBody.read(JsonText.read(json, "return").unplaced());
    }
}
