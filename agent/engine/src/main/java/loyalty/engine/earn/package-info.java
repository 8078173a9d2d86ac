/** Rewards that give points, and the rates they change. */
@NullMarked
package loyalty.engine.earn;

import org.jspecify.annotations.NullMarked;
