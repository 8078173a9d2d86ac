package loyalty.terminal.commit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.sale.SaleId;

/** How long sales have been open, by the monotonic clock; forgotten with the process. */
final class OpenSales {
    private final Map<SaleId, Long> openedAtTick = new HashMap<>();
    private final Ticker ticker;
    private final Duration limit;

    OpenSales(Ticker ticker, Duration limit) {
        this.ticker = ticker;
        this.limit = limit;
    }

    void opened(SaleId id) {
        openedAtTick.put(id, ticker.nanos());
    }

    void decided(SaleId id) {
        openedAtTick.remove(id);
    }

    /** Those that nobody has decided within the limit. */
    List<SaleId> leftAlone() {
        return openedAtTick.entrySet().stream()
                .filter(opened -> ticker.since(opened.getValue()).compareTo(limit) >= 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
