package loyalty.terminal.clock;

import java.time.Instant;

/** What is written down each minute: the trusted time, and what the wall clock said then. */
public record ClockAnchor(Instant trusted, Instant wall) {}
