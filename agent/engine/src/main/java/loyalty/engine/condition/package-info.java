/** Everything that can be asked before a promotion runs, one type for each question. */
@NullMarked
package loyalty.engine.condition;

import org.jspecify.annotations.NullMarked;
