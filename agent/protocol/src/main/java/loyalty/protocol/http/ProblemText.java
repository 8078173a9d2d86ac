package loyalty.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a refusal as RFC 9457 JSON. */
final class ProblemText {
    private ProblemText() {}

    static byte[] of(Refusal refusal, Map<String, String> members) {
        StringBuilder json = new StringBuilder(200);
        json.append("{\"type\":\"about:blank\",\"status\":").append(refusal.status());
        member(json, "code", refusal.code());
        member(json, "title", title(refusal.code()));
        member(json, "detail", refusal.sentence());
        refusal.hint().ifPresent(hint -> member(json, "hint", hint));
        members.forEach((name, value) -> member(json, name, value));
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code unknown-card} reads "Unknown card". */
    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(',');
        text(json, name);
        json.append(':');
        text(json, value);
    }

    private static void text(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
