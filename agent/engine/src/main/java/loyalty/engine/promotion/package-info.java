/** What a promotion is: conditions, one reward, limits, texts; and why it did not apply. */
@NullMarked
package loyalty.engine.promotion;

import org.jspecify.annotations.NullMarked;
