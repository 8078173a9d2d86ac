/**
 * The register's two clocks: monotonic for elapsed time, and a wall time that is trusted only as
 * far as the processor vouched for it. Takes: the system's clocks, the processor's time. Gives:
 * {@link loyalty.terminal.clock.TrustedClock}. Any thread.
 */
@NullMarked
package loyalty.terminal.clock;

import org.jspecify.annotations.NullMarked;
