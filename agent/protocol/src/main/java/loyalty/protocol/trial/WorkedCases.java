package loyalty.protocol.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.YamlText;

/**
 * The worked cases beside a pack: {@code veska.cases.yaml} for {@code veska.yaml}. A case names a
 * mechanic ({@code row}), asks for a quote, grants or returns, and says what must come out.
 */
public final class WorkedCases {
    public static final String ENDING = ".cases.yaml";

    private final Path file;
    private final RulePack pack;
    private final Map<String, Node> members = new TreeMap<>();

    private WorkedCases(Path file, RulePack pack) {
        this.file = file;
        this.pack = pack;
    }

    /** Reads the cases of a file for the pack that lies beside it. */
    public static List<WorkedCase> read(Path file) throws IOException, InvalidDocumentException {
        return read(file, packOf(file));
    }

    /** Reads the cases of a file for a pack of another name. */
    public static List<WorkedCase> read(Path file, Path pack)
            throws IOException, InvalidDocumentException {
        RulePack rules = RulePack.read(document(pack)).orThrow();
        return new WorkedCases(file, rules).cases(document(file));
    }

    private static Node document(Path file) throws IOException, InvalidDocumentException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        return YamlText.read(Files.readAllBytes(file), file.toString());
    }

    private static Path packOf(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(ENDING)) {
            throw new IOException(
                    "cases are in a file that ends in " + ENDING + "; " + file + " does not");
        }
        String pack = name.substring(0, name.length() - ENDING.length()) + ".yaml";
        return file.resolveSibling(pack);
    }

    private List<WorkedCase> cases(Node document) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, problems);
        String programme = fields.requiredText("programme");
        fields.any("members")
                .filter(Node.Mapping.class::isInstance)
                .ifPresent(node -> members.putAll(((Node.Mapping) node).entries()));
        fields.requiredAny("cases");
        List<WorkedCase> cases = fields.each("cases", one -> one(programme, one));
        fields.end();
        fields.throwIfInvalid();
        return cases;
    }

    private WorkedCase one(String programme, Fields fields) {
        WorkedCase one =
                new WorkedCase(
                        programme,
                        fields.requiredText("row"),
                        fields.text("name").orElse(""),
                        pack,
                        member(fields),
                        new WorkedCase.Question(
                                fields.any("request"),
                                fields.any("issued"),
                                fields.any("grants"),
                                fields.sequence("return")),
                        fields.requiredAny("expect").orElse(fields.node()));
        if (fields.has("request") == fields.has("grants")) {
            fields.problem("a case asks for a request or for grants", "write one of them");
        }
        fields.end();
        return one;
    }

    /** Written here, or the name of one of the members above. */
    private Optional<Member> member(Fields fields) {
        Optional<Node> given = fields.any("member");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Node document = given.get();
        if (document instanceof Node.Text name) {
            if (!members.containsKey(name.value())) {
                fields.problem(
                        "member",
                        "there is no member " + name.value() + " in " + file.getFileName(),
                        members.isEmpty()
                                ? "write the member here"
                                : "one of " + String.join(", ", members.keySet()));
                return Optional.empty();
            }
            document = members.get(name.value());
        }
        var reading = Member.read(document, pack);
        fields.problems().addAll(reading.problems());
        return reading.value();
    }
}
