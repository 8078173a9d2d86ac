package loyalty.protocol.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleBodyTest {
    private static final String SALE =
            """
            {"sale":"s-1","receipt":"1","store":"1","businessDay":"2026-11-25",
             "request":{"r":1},"quote":{},"sold":{},"seenVersion":3,
             "spends":[{"lot":"l-1","points":5,"right":2,"hold":1}],
             "money":{"baseMinor":1,"discountMinor":0,"redeemedMinor":0,"dueMinor":1},
             "codesIssued":[{"code":"AAAA"}]}""";

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        String written = JsonText.write(read(SALE).toNode());

        assertThat(JsonText.write(read(written).toNode())).isEqualTo(written);
        assertThat(written).contains("\"codesIssued\":[{\"code\":\"AAAA\"}]");
    }

    /** Whatever a register sends is told as a problem of its document, and never as an error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"code\":\"AAAA\"}!\"AAAA\"!expected a mapping",
                "{\"r\":1}!7!must be a mapping",
                "\"points\":5!\"points\":1!2 + 1 exceed 1",
                "\"right\":2!\"right\":9223372036854775807!overflow",
                "\"points\":5!\"points\":-5!points",
                "\"sale\":\"s-1\"!\"sale\":\" \"!sale must not be empty"
            })
    void whatIsWrongIsAProblemOfTheDocument(String good, String bad, String problem) {
        assertThatThrownBy(() -> read(SALE.replace(good, bad)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(problem);
    }

    private static SaleBody read(String json) throws InvalidDocumentException {
        return SaleBody.read(JsonText.read(json, "sale"));
    }
}
