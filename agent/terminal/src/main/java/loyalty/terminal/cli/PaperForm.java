package loyalty.terminal.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.PngPaper;
import loyalty.receipt.paper.SvgPaper;
import loyalty.receipt.paper.TextPaper;

/** The forms a page comes in, the endings of their files, and the words of the local API. */
enum PaperForm {
    TEXT(".txt", "text"),
    SVG(".svg", "svg"),
    PNG(".png", "png"),
    BYTES(".bin", "escpos");

    private final String ending;
    private final String word;

    PaperForm(String ending, String word) {
        this.ending = ending;
        this.word = word;
    }

    /** The form that the file's ending asks for. */
    static PaperForm of(Path file) throws CommandFailed {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (PaperForm form : values()) {
            if (name.endsWith(form.ending)) {
                return form;
            }
        }
        throw new CommandFailed("--out ends in .txt, .svg, .png or .bin: " + file);
    }

    /** What {@code ?format=} calls it. */
    String word() {
        return word;
    }

    /**
     * The page in this form.
     *
     * @param model the printer whose bytes are wanted
     */
    byte[] content(Page page, String model) throws CommandFailed {
        return switch (this) {
            case TEXT -> TextPaper.of(page).getBytes(StandardCharsets.UTF_8);
            case SVG -> SvgPaper.of(page).getBytes(StandardCharsets.UTF_8);
            case PNG -> PngPaper.of(page);
            case BYTES -> bytes(page, Arguments.profile(model));
        };
    }

    /** What is sent to a printer of this profile. */
    static byte[] bytes(Page page, PrinterProfile profile) throws CommandFailed {
        try {
            return new Encoders(profile).pages(LetterRules.USUAL).encode(page).bytes();
        } catch (UnprintableException | IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
