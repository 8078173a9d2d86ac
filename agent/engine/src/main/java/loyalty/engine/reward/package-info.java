/** Rewards that change neither prices nor rates: rules of redemption, grants, codes, messages. */
@NullMarked
package loyalty.engine.reward;

import org.jspecify.annotations.NullMarked;
