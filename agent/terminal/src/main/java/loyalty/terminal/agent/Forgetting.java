package loyalty.terminal.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.loop.Duty;
import loyalty.terminal.commit.Till;

/** Has the ledger forget old sales, a few at a time so that no customer waits for it. */
final class Forgetting implements Duty {
    private static final int AT_ONCE = 50;
    private static final int PATIENCE_SECONDS = 30;

    private final Till till;
    private final Duration keep;

    Forgetting(Till till, Duration keep) {
        this.till = till;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "forgetting";
    }

    @Override
    public boolean turn() throws Exception {
        int forgotten =
                till.ask(() -> till.ledger().attic().forgetSales(keep, AT_ONCE))
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return forgotten == AT_ONCE;
    }

    @Override
    public void close() {}
}
