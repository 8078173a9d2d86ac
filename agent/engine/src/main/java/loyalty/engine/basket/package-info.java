/** What the till asks: a basket, its lines, and the circumstances of the sale. */
@NullMarked
package loyalty.engine.basket;

import org.jspecify.annotations.NullMarked;
