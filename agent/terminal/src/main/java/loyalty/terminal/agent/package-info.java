/**
 * The program put together: every stage opened, each on its thread, and closed again in the right
 * order.
 */
@NullMarked
package loyalty.terminal.agent;

import org.jspecify.annotations.NullMarked;
