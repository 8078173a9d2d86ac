/** What the engine answers: prices, points, lots, explanations, and the effects of a sale. */
@NullMarked
package loyalty.engine.quote;

import org.jspecify.annotations.NullMarked;
