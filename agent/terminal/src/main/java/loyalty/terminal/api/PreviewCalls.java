package loyalty.terminal.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Problem;
import loyalty.receipt.preview.Desk;
import loyalty.receipt.preview.Preview;
import loyalty.receipt.preview.RussianProblems;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;

/** Behind the page where receipt templates are tried: nothing here is kept or printed. */
final class PreviewCalls {
    private static final int WIDTHS_MAX = 4;

    private final Supplier<Templates> templates;

    /**
     * @param templates those in use now
     */
    PreviewCalls(Supplier<Templates> templates) {
        this.templates = templates;
    }

    void addTo(Routes routes) {
        String scope = Scope.PRINT.word();
        routes.on(Verb.GET, "/v1/receipts/templates", scope, Call.of(this::samples));
        routes.on(Verb.GET, "/v1/receipts/template", scope, Call.of(this::open));
        routes.on(Verb.POST, "/v1/receipts/preview", scope, Call.of(this::preview));
    }

    private Desk desk() {
        return new Desk(templates.get());
    }

    private Answer samples(Request request) {
        return Answer.json(
                200,
                Tree.mapping()
                        .put(
                                "samples",
                                desk().choices(),
                                choice ->
                                        Tree.mapping()
                                                .put("sample", choice.sample())
                                                .put("template", choice.template())
                                                .node())
                        .node());
    }

    private Answer open(Request request) throws Refusal {
        String sample = request.parameter("sample").orElse("sale");
        Language language = language(request.parameter("language").orElse("ru"), "language");
        Desk.Opened opened =
                desk().open(sample, language)
                        .orElseThrow(
                                () ->
                                        Refusal.missing(
                                                "sample-unknown",
                                                "There is no sample \"" + sample + "\"."));
        return Answer.json(
                200,
                Tree.mapping()
                        .put("template", opened.choice().template())
                        .put("source", opened.source())
                        .put("sample", opened.sample())
                        .node());
    }

    private Answer preview(Request request) throws Refusal, InvalidDocumentException {
        Fields fields = Fields.of(request.json(), new ArrayList<>());
        String name = fields.requiredText("name");
        String code = fields.text("language").orElse("ru");
        String source = fields.requiredText("source");
        String sample = fields.text("sample").orElse("");
        List<Node> columns = fields.sequence("columns");
        String reader = fields.text("problemsIn").orElse("en");
        fields.end();
        fields.throwIfInvalid();
        Language language = language(code, "language");
        List<Preview> papers = new ArrayList<>();
        for (int width : widths(columns)) {
            papers.add(desk().preview(name, language, source, sample, width));
        }
        return Answer.json(200, node(papers, reader));
    }

    /** The templates' own check has both common widths in it, so one preview's problems do. */
    private static Node node(List<Preview> papers, String reader) {
        List<Problem> problems = papers.get(0).problems();
        return Tree.mapping()
                .put("problems", inWordsOf(reader, problems), PreviewCalls::node)
                .put("papers", papers, PreviewCalls::node)
                .node();
    }

    /** English is what problems are written in. */
    private static List<Problem> inWordsOf(String reader, List<Problem> problems) {
        return reader.equals("ru") ? problems.stream().map(RussianProblems::of).toList() : problems;
    }

    private static Node node(Problem problem) {
        return Tree.mapping()
                .put("line", problem.line())
                .put("column", problem.column())
                .put("message", problem.message())
                .node();
    }

    private static Node node(Preview paper) {
        return Tree.mapping()
                .put("columns", paper.page().columns())
                .put("text", paper.text())
                .put("svg", paper.svg())
                .node();
    }

    private static Language language(String code, String path) throws Refusal {
        return Language.of(code)
                .orElseThrow(
                        () ->
                                Refusal.field(
                                        path,
                                        "There are no texts in \"" + code + "\".",
                                        "ru, be, kk or en"));
    }

    private static List<Integer> widths(List<Node> columns) throws Refusal {
        List<Integer> widths = new ArrayList<>();
        for (Node one : columns) {
            widths.add(width(one));
        }
        if (widths.isEmpty() || widths.size() > WIDTHS_MAX) {
            throw Refusal.field(
                    "columns", "One to " + WIDTHS_MAX + " widths are drawn at once.", "[32, 48]");
        }
        return widths;
    }

    private static int width(Node node) throws Refusal {
        String text = node instanceof Node.Decimal number ? number.literal() : "";
        int width = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (width < Page.COLUMNS_MIN || width > Page.COLUMNS_MAX) {
            String limits =
                    String.format(
                            Locale.ROOT,
                            "Paper is %d to %d letters wide.",
                            Page.COLUMNS_MIN,
                            Page.COLUMNS_MAX);
            throw Refusal.field("columns", limits, "[32, 48]");
        }
        return width;
    }
}
