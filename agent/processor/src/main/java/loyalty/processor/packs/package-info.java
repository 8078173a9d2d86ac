/**
 * Rule packs on their way to the stores: taken, checked, signed, given to stores now or later,
 * rolled back; and receipts calculated again with the pack they name.
 */
@NullMarked
package loyalty.processor.packs;

import org.jspecify.annotations.NullMarked;
