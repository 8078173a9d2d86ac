/**
 * Bulk work that must not disturb sales: members in from files, grants to many, segments and fields
 * computed. One member per transaction; progress is kept, so that a broken run goes on.
 */
@NullMarked
package loyalty.processor.load;

import org.jspecify.annotations.NullMarked;
