/**
 * What {@code config/agent.yaml} says: read, checked, and every mistake told with line, path and
 * what to write instead.
 *
 * <p>Takes a file, gives {@link loyalty.terminal.settings.AgentSettings}. No thread of its own.
 */
@NullMarked
package loyalty.terminal.settings;

import org.jspecify.annotations.NullMarked;
