/** Which lines a rule is about, and where restricted points may be spent. */
@NullMarked
package loyalty.engine.select;

import org.jspecify.annotations.NullMarked;
