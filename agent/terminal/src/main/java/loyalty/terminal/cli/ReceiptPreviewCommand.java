package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.engine.document.Fields;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code receipt preview}: a template or a real sale, as text, picture or bytes. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Renders a template with its sample data, a file of receipt markup, or a sale.",
            "Without --out as text; with --out by the file's ending: .txt, .svg, .png, or .bin for"
                    + " the printer's bytes."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:the template or the sale does not exist, or is broken"})
final class ReceiptPreviewCommand implements Callable<Integer> {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-.*";

    @Spec private CommandSpec spec;
    @Mixin private Place place;

    @Parameters(
            arity = "0..1",
            defaultValue = "sale",
            paramLabel = "TEMPLATE",
            description = "Such as sale, veska/sale, or a file of markup.")
    private String template;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "Other sample data, such as sale-offline.")
    private @Nullable String sample;

    @Option(
            names = "--sale",
            paramLabel = "ID|RECEIPT",
            description = "A sale of the agent that runs here, instead of a sample.")
    private @Nullable String sale;

    @Option(
            names = "--language",
            defaultValue = "ru",
            paramLabel = "ru|be|kk|en",
            description = "Of the sample's receipt (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(
            names = "--columns",
            defaultValue = "48",
            paramLabel = "N",
            description = "Letters to the line (default: ${DEFAULT-VALUE}).")
    private int columns;

    @Option(
            names = "--model",
            defaultValue = "generic-80",
            paramLabel = "MODEL",
            description = "Whose bytes .bin holds (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        PaperForm form = out == null ? PaperForm.TEXT : PaperForm.of(out);
        byte[] content =
                sale == null
                        ? form.content(page(Arguments.language(language)), model)
                        : ofSale(calls(), sale, form);
        if (out != null) {
            Files.write(out, content);
        } else {
            PrintWriter writer = spec.commandLine().getOut();
            writer.print(new String(content, StandardCharsets.UTF_8));
            writer.flush();
        }
        return ExitCode.OK;
    }

    /** Said here, because to the layout a width that no paper has is its caller's bug. */
    private void printable() throws CommandFailed {
        if (columns < Page.COLUMNS_MIN || columns > Page.COLUMNS_MAX) {
            String range = Page.COLUMNS_MIN + " to " + Page.COLUMNS_MAX;
            throw new CommandFailed("--columns is " + columns + ": write " + range);
        }
    }

    private Page page(Language wanted) throws Exception {
        printable();
        if (Files.isRegularFile(Path.of(template))) {
            return ReceiptLine.lay(Files.readString(Path.of(template)), columns);
        }
        Templates bundled = Templates.bundled();
        String name = sample == null ? template : sample;
        Map<String, Object> data =
                bundled.sample(name).orElseThrow(() -> new CommandFailed(unknown(name)));
        return ReceiptLine.lay(bundled.load(template(data), wanted).render(data), columns);
    }

    private static String unknown(String name) {
        String known = String.join(", ", Templates.SAMPLES);
        return "there is no template or sample \"" + name + "\"; there are " + known;
    }

    /** Some samples, such as sale-offline, are for a template of another name. */
    private String template(Map<String, Object> data) {
        Object named = data.get("template");
        String folder = template.substring(0, template.indexOf('/') + 1);
        boolean own = Templates.bundled().source(template, Language.RU).isPresent();
        return own || named == null ? template : folder + named;
    }

    private AgentCalls calls() throws Exception {
        return AgentCalls.needed(place.settings().home());
    }

    /** As wide, and in the language, as the agent prints it. */
    private static byte[] ofSale(AgentCalls agent, String sale, PaperForm form) throws Exception {
        String id = sale.matches(ID) ? sale : id(agent, sale);
        return agent.bytes("/v1/sales/" + id + "/receipt?format=" + form.word());
    }

    private static String id(AgentCalls agent, String receipt) throws Exception {
        String number = URLEncoder.encode(receipt, StandardCharsets.UTF_8);
        Optional<String> id =
                Fields.of(agent.get("/v1/sales?receipt=" + number), new ArrayList<>()).text("id");
        return id.orElseThrow(() -> new CommandFailed("there is no sale with receipt " + receipt));
    }
}
