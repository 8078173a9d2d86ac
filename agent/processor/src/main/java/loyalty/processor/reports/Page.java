package loyalty.processor.reports;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import loyalty.processor.member.Amounts;
import loyalty.processor.store.Store.Grouping;
import loyalty.processor.store.Store.Sums;

/** One plain page with charts, drawn as SVG: no script, nothing loaded from elsewhere. */
public final class Page {
    private static final int WIDTH = 640;
    private static final int BAR = 18;
    private static final int LABEL = 150;
    private static final int CHART_MOST = 20;

    private final Amounts amounts;

    public Page(Amounts amounts) {
        this.amounts = amounts;
    }

    /** The whole programme's figures; then days, stores, cashiers and promotions as charts. */
    public String html(Map<Grouping, Report> reports) {
        Report whole = of(reports, Grouping.PROGRAMME);
        StringBuilder page = new StringBuilder(16_000);
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>Loyalty programme</title><style>")
                .append("body{font:16px/1.4 sans-serif;max-width:760px;margin:2em auto;")
                .append("padding:0 1em;color:#222}h1{font-size:1.4em}h2{font-size:1.1em}")
                .append("table{border-collapse:collapse}td,th{padding:.2em 1em .2em 0;")
                .append("text-align:left}td{font-variant-numeric:tabular-nums}")
                .append("</style></head><body><h1>Loyalty programme, ")
                .append(escaped(whole.from()))
                .append(" to ")
                .append(escaped(whole.to()))
                .append("</h1>");
        whole.groups().forEach(sums -> summary(page, sums));
        List<Sums> days = of(reports, Grouping.DAY).groups();
        chart(page, "Money paid per day", days, Sums::dueMinor, amounts::money);
        chart(page, "Points earned per day", days, Sums::earned, amounts::points);
        chart(page, "Points spent per day", days, Sums::spent, amounts::points);
        List<Sums> stores = most(of(reports, Grouping.STORE), Sums::dueMinor);
        chart(page, "Money paid per store", stores, Sums::dueMinor, amounts::money);
        chart(page, "Receipts with a member per store, %", stores, Page::coverage, Page::tenths);
        chart(page, "Uplift of members' receipts per store, %", stores, Page::uplift, Page::tenths);
        List<Sums> cashiers = most(of(reports, Grouping.CASHIER), Sums::receipts);
        chart(
                page,
                "Receipts with a member per cashier, %",
                cashiers,
                Page::coverage,
                Page::tenths);
        List<Sums> promotions = most(of(reports, Grouping.PROMOTION), Sums::receipts);
        chart(page, "Receipts per promotion", promotions, Sums::receipts, n -> Long.toString(n));
        chart(page, "Discount per promotion", promotions, Sums::discountMinor, amounts::money);
        chart(page, "Points per promotion", promotions, Sums::earned, amounts::points);
        return page.append("</body></html>\n").toString();
    }

    private static Report of(Map<Grouping, Report> reports, Grouping by) {
        return Optional.ofNullable(reports.get(by)).orElseThrow();
    }

    /** The first of them by a value; all are in the table, as CSV. */
    private static List<Sums> most(Report report, ToLongFunction<Sums> value) {
        return report.groups().stream()
                .sorted(Comparator.comparingLong(value).reversed().thenComparing(Sums::group))
                .limit(CHART_MOST)
                .toList();
    }

    private static long uplift(Sums sums) {
        return Figures.of(sums).uplift().movePointRight(1).longValueExact();
    }

    private static String tenths(long value) {
        return BigDecimal.valueOf(value, 1).toPlainString();
    }

    private static long coverage(Sums sums) {
        return Figures.of(sums).coverage().movePointRight(1).longValueExact();
    }

    private void summary(StringBuilder page, Sums sums) {
        Figures figures = Figures.of(sums);
        page.append("<table>");
        row(page, "Receipts", Long.toString(sums.receipts()));
        row(page, "with a member", figures.coverage() + " %");
        row(page, "share of revenue", figures.revenueShare() + " %");
        row(page, "average receipt, members", amounts.money(figures.averageMember()));
        row(page, "average receipt, others", amounts.money(figures.averageOther()));
        row(page, "uplift", figures.uplift() + " %");
        row(page, "points earned", amounts.points(sums.earned()));
        row(page, "points spent", amounts.points(sums.spent()));
        page.append("</table>");
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th>")
                .append(name)
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>");
    }

    private static void chart(
            StringBuilder page,
            String title,
            List<Sums> groups,
            Function<Sums, Long> value,
            Function<Long, String> text) {
        if (groups.isEmpty()) {
            return;
        }
        long most = groups.stream().mapToLong(value::apply).max().orElse(0);
        int height = groups.size() * (BAR + 6) + 6;
        page.append("<h2>")
                .append(title)
                .append("</h2><svg role=\"img\" aria-label=\"")
                .append(title)
                .append("\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(height)
                .append("\">");
        int y = 6;
        for (Sums sums : groups) {
            bar(page, y, sums.group(), value.apply(sums), most, text);
            y += BAR + 6;
        }
        page.append("</svg>");
    }

    private static void bar(
            StringBuilder page,
            int y,
            String name,
            long value,
            long most,
            Function<Long, String> text) {
        long room = WIDTH - LABEL - 110L;
        long width = most <= 0 ? 0 : Math.max(0, value) * room / most;
        page.append("<text x=\"0\" y=\"")
                .append(y + 14)
                .append("\" font-size=\"13\">")
                .append(escaped(name.isEmpty() ? "–" : name))
                .append("</text><rect fill=\"#2a6f97\" x=\"")
                .append(LABEL)
                .append("\" y=\"")
                .append(y)
                .append("\" height=\"")
                .append(BAR)
                .append("\" width=\"")
                .append(width)
                .append("\"/><text font-size=\"13\" x=\"")
                .append(LABEL + width + 6)
                .append("\" y=\"")
                .append(y + 14)
                .append("\">")
                .append(escaped(text.apply(value)))
                .append("</text>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
