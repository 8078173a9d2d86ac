package loyalty.processor.reports;

import java.util.List;
import java.util.Locale;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Amounts;
import loyalty.processor.store.Store.Grouping;
import loyalty.processor.store.Store.Sums;

/** One report: groups with their sums and figures. */
public record Report(Grouping by, String from, String to, List<Sums> groups, Amounts amounts) {
    private static final List<String> COLUMNS =
            List.of(
                    "group",
                    "receipts",
                    "identified",
                    "coverage",
                    "base",
                    "discount",
                    "redeemed",
                    "paid",
                    "revenueShare",
                    "earned",
                    "spent",
                    "spentOfEarned",
                    "averageMember",
                    "averageOther",
                    "uplift",
                    "returns",
                    "refunded");

    public Report {
        groups = List.copyOf(groups);
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("by", by.name().toLowerCase(Locale.ROOT))
                .put("from", from)
                .put("to", to)
                .put("groups", groups, this::group)
                .node();
    }

    private Node group(Sums sums) {
        Tree tree = Tree.mapping();
        List<String> values = values(sums);
        for (int i = 0; i < COLUMNS.size(); i++) {
            tree.put(COLUMNS.get(i), values.get(i));
        }
        return tree.node();
    }

    private List<String> values(Sums sums) {
        Figures figures = Figures.of(sums);
        return List.of(
                sums.group(),
                Long.toString(sums.receipts()),
                Long.toString(sums.identified()),
                figures.coverage().toPlainString(),
                amounts.money(sums.baseMinor()),
                amounts.money(sums.discountMinor()),
                amounts.money(sums.redeemedMinor()),
                amounts.money(sums.dueMinor()),
                figures.revenueShare().toPlainString(),
                amounts.points(sums.earned()),
                amounts.points(sums.spent()),
                figures.spentOfEarned().toPlainString(),
                amounts.money(figures.averageMember()),
                amounts.money(figures.averageOther()),
                figures.uplift().toPlainString(),
                Long.toString(sums.returns()),
                amounts.money(sums.refundMinor()));
    }

    /** Comma-separated, one line per group under a line of names. */
    public String csv() {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        for (Sums sums : groups) {
            csv.append(String.join(",", values(sums).stream().map(Report::quoted).toList()))
                    .append("\r\n");
        }
        return csv.toString();
    }

    /** Quoted where needed; a leading formula sign is defused for spreadsheets. */
    private static String quoted(String value) {
        String safe = value.matches("[=+@].*|-\\D.*") ? "'" + value : value;
        return safe.matches("(?s).*[,\"\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
