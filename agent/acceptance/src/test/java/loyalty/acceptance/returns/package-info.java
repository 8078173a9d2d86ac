/** Goods that come back at another register than the one that sold them. */
@NullMarked
package loyalty.acceptance.returns;

import org.jspecify.annotations.NullMarked;
