/** Registers and the processor together: offline, back again, and nothing lost or doubled. */
@NullMarked
package loyalty.acceptance.sync;

import org.jspecify.annotations.NullMarked;
