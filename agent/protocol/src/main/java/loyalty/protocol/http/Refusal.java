package loyalty.protocol.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;

/**
 * A request that gets an error for an answer: a status, a stable code for programs, a sentence for
 * people, a hint where there is one, and further members by name. Sent as {@code
 * application/problem+json} (RFC 9457).
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String hint;
    private final transient Map<String, Node> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * A refusal without a hint.
     *
     * @param status the HTTP status, 400 to 599
     * @param code lower case words joined by hyphens; never changes once published
     * @param sentence what is wrong, for a person
     */
    public Refusal(int status, String code, String sentence) {
        this(status, code, sentence, "");
    }

    /** A refusal that says what to do. */
    public Refusal(int status, String code, String sentence, String hint) {
        super(sentence, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not an error status: " + status);
        }
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    /** 400, with the path of the field that is wrong. */
    public static Refusal field(String path, String sentence, String hint) {
        return new Refusal(400, "invalid-field", sentence, hint).and("path", path);
    }

    /** 400 for a document, with everything that is wrong with it. */
    public static Refusal document(InvalidDocumentException invalid) {
        Problem first = invalid.problems().get(0);
        String code = first.path().isEmpty() ? "malformed-document" : "invalid-field";
        String place = first.path().isEmpty() ? "" : first.path() + ": ";
        return new Refusal(400, code, place + first.message(), first.hint())
                .and("path", first.path())
                .and("problems", Tree.sequence(invalid.problems(), Refusal::node));
    }

    private static Node node(Problem problem) {
        return Tree.mapping()
                .put("path", problem.path())
                .put("line", problem.at().line())
                .put("column", problem.at().column())
                .put("message", problem.message())
                .put("hint", problem.hint())
                .node();
    }

    /** 404 for a thing that is named in the request and does not exist. */
    public static Refusal missing(String code, String sentence) {
        return new Refusal(404, code, sentence);
    }

    /** Adds a member to the problem document; returns this. */
    public Refusal and(String name, String value) {
        return and(name, Tree.text(value));
    }

    /** Adds a member with a structure of its own; returns this. */
    public Refusal and(String name, Node value) {
        members.put(name, value);
        return this;
    }

    /** Adds a header to the answer; returns this. */
    public Refusal header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What to do about it. */
    public Optional<String> hint() {
        return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
    }

    /** This refusal as a problem document. */
    public Answer answer() {
        Tree tree =
                Tree.mapping()
                        .put("type", "about:blank")
                        .put("status", status)
                        .put("code", code)
                        .put("title", title())
                        .put("detail", sentence());
        hint().ifPresent(text -> tree.put("hint", text));
        members.forEach(tree::put);
        byte[] json = JsonText.bytes(tree.node());
        Answer answer = Answer.of(status, "application/problem+json", json);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** {@code unknown-card} reads "Unknown card". */
    private String title() {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
