/** The rule pack: a programme's settings and promotions, read once, then immutable. */
@NullMarked
package loyalty.engine.pack;

import org.jspecify.annotations.NullMarked;
