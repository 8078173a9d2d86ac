package loyalty.terminal.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.loop.Duty;
import loyalty.terminal.commit.Attic;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;

/** Has the ledger forget what is old, a little at a time so that no customer waits for it. */
final class Forgetting implements Duty {
    private static final int AT_ONCE = 50;
    private static final int ENTRIES_AT_ONCE = 500;
    private static final int PATIENCE_SECONDS = 30;

    private final Till till;
    private final Keys keys;
    private final Duration keep;

    /**
     * @param keys sign for what is cut off the journal
     */
    Forgetting(Till till, Keys keys, Duration keep) {
        this.till = till;
        this.keys = keys;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "forgetting";
    }

    @Override
    public boolean turn() throws Exception {
        int sales = ask(() -> attic().forgetSales(keep, AT_ONCE));
        int entries = ask(() -> attic().cutJournal(keep, ENTRIES_AT_ONCE, keys.signing()));
        return sales == AT_ONCE || entries == ENTRIES_AT_ONCE;
    }

    private int ask(TillWork<Integer> work) throws Exception {
        return till.ask(work).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Attic attic() {
        return till.ledger().attic();
    }

    @Override
    public void close() {}
}
