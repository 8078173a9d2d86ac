package loyalty.protocol.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two requests that differ never have the same bytes signed. */
class SignedRequestTest {
    private static String signed(Map<String, String> query) {
        SignedRequest request =
                new SignedRequest("GET", "/v1/changes", query, new Holder("r-1", 1), "sha256:00");
        return new String(request.signedBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aValueCannotPassForAnotherParameter() {
        assertThat(signed(Map.of("after", "1&wait=30")))
                .isNotEqualTo(signed(Map.of("after", "1", "wait", "30")));
        assertThat(signed(Map.of("a", "b=c"))).isNotEqualTo(signed(Map.of("a=b", "c")));
        assertThat(signed(Map.of("a", "%26"))).isNotEqualTo(signed(Map.of("a", "&")));
    }

    @Test
    void aValueCannotPassForAnotherLine() {
        assertThat(signed(Map.of("after", "1\nr-2\n1\nsha256:00")).lines()).hasSize(7);
    }

    @Test
    void theLinesAreThoseThatAreDocumented() {
        assertThat(signed(Map.of("wait", "30", "after", "x y+z=")))
                .isEqualTo(
                        "loyalty-request-v2\nGET\n/v1/changes\nafter=x+y%2Bz%3D&wait=30\nr-1\n1\n"
                                + "sha256:00");
    }
}
