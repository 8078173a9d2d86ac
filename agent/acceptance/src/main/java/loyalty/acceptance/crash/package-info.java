/** Power cuts in a loop, under load, with everything checked at the end. */
@NullMarked
package loyalty.acceptance.crash;

import org.jspecify.annotations.NullMarked;
