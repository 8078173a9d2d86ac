package loyalty.terminal.sync;

/** What the guards around the processor have seen lately, for metrics. */
public record GuardFigures(
        String breaker,
        float failureRate,
        int failed,
        int succeeded,
        long notPermitted,
        long retried,
        int customerCallsLeft,
        int backgroundCallsLeft) {}
