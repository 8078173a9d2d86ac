/** Codes that open promotions, checked without asking anybody. */
@NullMarked
package loyalty.engine.codes;

import org.jspecify.annotations.NullMarked;
