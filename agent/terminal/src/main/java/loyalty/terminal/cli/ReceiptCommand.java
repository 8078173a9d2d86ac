package loyalty.terminal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.PngPaper;
import loyalty.receipt.paper.SvgPaper;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Sample;
import loyalty.receipt.template.Shelf;
import loyalty.receipt.template.Templates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code receipt}: what templates look like on paper. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        description = "Shows receipts before they are paper.",
        synopsisSubcommandLabel = "preview")
final class ReceiptCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description = {
                "Renders a template with its sample data, or a file of receipt markup.",
                "Without --out as text; with --out as SVG or PNG by the file's ending."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:the template does not exist or is broken"})
    int preview(
            @Parameters(
                            arity = "0..1",
                            defaultValue = "sale",
                            paramLabel = "TEMPLATE",
                            description = "Such as sale, veska/sale, or a file of markup.")
                    String template,
            @Option(names = "--sample", paramLabel = "NAME", description = "Other sample data.")
                    @Nullable String sample,
            @Option(names = "--language", defaultValue = "ru", paramLabel = "ru|en|be|kk")
                    String language,
            @Option(names = "--columns", defaultValue = "48", paramLabel = "N") int columns,
            @Option(names = "--out", paramLabel = "FILE") @Nullable Path file)
            throws Exception {
        Page page = page(template, sample == null ? template : sample, language, columns);
        write(page, file);
        return ExitCode.OK;
    }

    private static Page page(String template, String sample, String code, int columns)
            throws Exception {
        if (Files.isRegularFile(Path.of(template))) {
            return ReceiptLine.lay(Files.readString(Path.of(template)), columns);
        }
        Language language =
                Language.of(code)
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "no texts in \"" + code + "\": ru, en, be or kk"));
        Map<String, Object> data = sampleData(sample);
        String markup = Templates.bundled().load(template, language).render(data);
        return ReceiptLine.lay(markup, columns);
    }

    private static Map<String, Object> sampleData(String name) throws CommandFailed {
        String text =
                Shelf.bundled()
                        .find(name + ".sample")
                        .or(() -> Shelf.bundled().find("sale.sample"))
                        .orElseThrow(() -> new CommandFailed("there is no sample " + name));
        return Sample.read(text);
    }

    private void write(Page page, @Nullable Path file) throws IOException, CommandFailed {
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(TextPaper.of(page));
            out.flush();
            return;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            Files.write(file, SvgPaper.of(page).getBytes(StandardCharsets.UTF_8));
        } else if (name.endsWith(".png")) {
            Files.write(file, PngPaper.of(page));
        } else {
            throw new CommandFailed("--out ends in .svg or .png: " + file);
        }
    }
}
