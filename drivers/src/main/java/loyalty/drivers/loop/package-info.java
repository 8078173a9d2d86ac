/** Threads: what one does, cut into turns ({@code Duty}), and the one place that starts them. */
@NullMarked
package loyalty.drivers.loop;

import org.jspecify.annotations.NullMarked;
