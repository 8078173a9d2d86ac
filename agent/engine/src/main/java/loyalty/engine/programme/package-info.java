/** A programme's settings: tiers, earning, redeeming, returns, offline, groups, lives of lots. */
@NullMarked
package loyalty.engine.programme;

import org.jspecify.annotations.NullMarked;
