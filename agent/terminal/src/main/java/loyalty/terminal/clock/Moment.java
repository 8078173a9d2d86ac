package loyalty.terminal.clock;

import java.time.Instant;

/**
 * One moment on all clocks, to measure from. {@code run} tells whether {@code tick} still means
 * anything: ticks do not survive a restart.
 */
public record Moment(Instant trusted, Instant wall, long tick, long run) {}
