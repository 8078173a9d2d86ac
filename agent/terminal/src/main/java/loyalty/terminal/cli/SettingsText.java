package loyalty.terminal.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import loyalty.drivers.code.CardRange;
import loyalty.terminal.print.Slip;
import loyalty.terminal.settings.AgentSettings;
import loyalty.terminal.settings.PrinterEntry;
import loyalty.terminal.settings.ScannerEntry;

/** The settings in words, defaults filled in. */
final class SettingsText implements Callable<String> {
    private final AgentSettings settings;
    private final StringBuilder text = new StringBuilder();

    SettingsText(AgentSettings settings) {
        this.settings = settings;
    }

    @Override
    public String call() {
        line("file", settings.file());
        line("home", settings.home());
        line("rule pack", settings.pack());
        line("register", settings.register().name());
        line("store", settings.register().store());
        line("region", settings.register().region());
        line("channel", settings.register().channel());
        line("languages", String.join(", ", settings.register().languages()));
        line(
                "processor",
                settings.processor().url().map(URI::toString).orElse("none, works alone"));
        line("redemption budget", settings.processor().budget());
        line("local API", settings.http().address() + ":" + settings.http().port());
        line("foreign origins", settings.http().origins());
        for (ScannerEntry scanner : settings.scanners()) {
            line("scanner " + scanner.name(), scanner.settings().address());
        }
        for (PrinterEntry printer : settings.printers()) {
            line("printer " + printer.name(), printer.address() + ", " + printer.model());
        }
        line("print receipts", settings.receipts().print() ? "yes" : "when asked");
        line("receipt template", chosen());
        line(
                "slips",
                settings.receipts().style().slips().stream().map(Slip::word).sorted().toList());
        line("card address", settings.receipts().style().sign().install());
        line("open sales end after", settings.sales().openLimit());
        for (CardRange card : settings.codes().rules().cards()) {
            line("cards", card);
        }
        return text.toString();
    }

    private String chosen() {
        String template = settings.receipts().template();
        return template.isEmpty() ? "the programme's own" : template;
    }

    private void line(String name, Object value) {
        text.append(String.format("%-22s %s%n", name, value));
    }
}
