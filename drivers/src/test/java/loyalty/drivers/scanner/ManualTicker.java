package loyalty.drivers.scanner;

import java.time.Duration;
import loyalty.drivers.Ticker;

/** Time that passes when told. */
final class ManualTicker implements Ticker {
    private long nanos;

    void advance(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
