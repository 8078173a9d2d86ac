package loyalty.terminal.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import loyalty.engine.document.Fields;
import loyalty.receipt.template.Templates;
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.Sign;
import loyalty.terminal.print.Slip;

/** Reads from {@code agent.yaml} what is printed, and how the shop signs it. */
final class ReceiptPart {
    private static final Pattern SALE = Pattern.compile("([a-z0-9-]+/)?sale");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s{}]+(\\{member\\}[^\\s{}]*)?");

    private ReceiptPart() {}

    static ReceiptSettings read(Fields fields, Fields shop, String store) {
        String template = template(fields);
        boolean print = fields.truth("print", true);
        int columns = (int) fields.whole("columns", 48, 24, 96);
        Sign sign =
                new Sign(
                        shop.text("name").orElse(store),
                        shop.text("address").orElse(""),
                        shop.text("taxId").orElse(""),
                        install(fields));
        shop.end();
        Set<Slip> slips = slips(fields);
        fields.end();
        return new ReceiptSettings(template, print, new PaperStyle(sign, slips, columns));
    }

    private static String install(Fields fields) {
        String address = fields.text("install").orElse("");
        if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
            fields.problem(
                    "install",
                    "\"" + address + "\" is not an address that a phone could open",
                    "such as https://card.example/{member}");
        }
        return address;
    }

    /** All of them, unless the shop says which. */
    private static Set<Slip> slips(Fields fields) {
        Map<String, Slip> known = new LinkedHashMap<>();
        for (Slip slip : Slip.values()) {
            known.put(slip.word(), slip);
        }
        List<String> wanted = fields.texts("slips");
        for (String word : wanted) {
            if (!known.containsKey(word)) {
                fields.problem(
                        "slips",
                        "there is no slip called \"" + word + "\"",
                        "some of " + String.join(", ", known.keySet()) + ", or [] for none");
            }
        }
        known.keySet().removeIf(word -> fields.has("slips") && !wanted.contains(word));
        return Set.copyOf(known.values());
    }

    /**
     * A sale's template; a programme's alone, such as veska, is that of its sale. It need not be
     * here: the processor may deliver it.
     */
    private static String template(Fields fields) {
        String given = fields.text("template").orElse("");
        boolean whole = given.isEmpty() || SALE.matcher(given).matches();
        String name = whole ? given : given + "/sale";
        if (!name.isEmpty() && !SALE.matcher(name).matches()) {
            List<String> sales =
                    Templates.SAMPLES.stream().filter(n -> n.endsWith("/sale")).toList();
            fields.problem(
                    "template",
                    "\"" + given + "\" cannot be the name of a sale's template",
                    "such as "
                            + String.join(", ", sales)
                            + ", one that the processor delivers, or"
                            + " leave the line out");
        }
        return name;
    }
}
