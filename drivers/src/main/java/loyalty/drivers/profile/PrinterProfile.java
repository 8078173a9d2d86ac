package loyalty.drivers.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One printer model.
 *
 * @param model the name that the configuration uses, such as {@code epson-tm-t20iii}
 * @param codePages the number the printer knows each page by ({@code ESC t n}), in the order in
 *     which an encoder should try them
 * @param sources where these facts come from
 * @param usb vendor and product, as {@code 04b8:0e28}, by which a plugged-in one is recognised
 */
public record PrinterProfile(
        String model,
        String title,
        Dialect dialect,
        Paper paper,
        Map<String, Integer> codePages,
        Graphics graphics,
        Cutter cutter,
        Drawer drawer,
        Answers answers,
        Set<Quirk> quirks,
        List<String> sources,
        List<String> usb) {

    public PrinterProfile {
        if (codePages.isEmpty()) {
            throw new IllegalArgumentException(model + " has no code page");
        }
        codePages = Collections.unmodifiableMap(new LinkedHashMap<>(codePages));
        quirks = Set.copyOf(quirks);
        sources = List.copyOf(sources);
        usb = List.copyOf(usb);
    }

    /** The same model, answering otherwise. */
    public PrinterProfile with(Answers other) {
        return new PrinterProfile(
                model, title, dialect, paper, codePages, graphics, cutter, drawer, other, quirks,
                sources, usb);
    }

    /** The same model with other code pages: what a shop learned from the calibration sheet. */
    public PrinterProfile withPages(Map<String, Integer> other) {
        return new PrinterProfile(
                model, title, dialect, paper, other, graphics, cutter, drawer, answers, quirks,
                sources, usb);
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
