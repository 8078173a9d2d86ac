/** Bulk work of the processor in a process of its own, which is killed. */
@NullMarked
package loyalty.acceptance.load;

import org.jspecify.annotations.NullMarked;
