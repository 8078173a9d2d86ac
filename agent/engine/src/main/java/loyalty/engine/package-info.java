/** What a basket earns and what points may pay for: pure, exact, explained. */
@NullMarked
package loyalty.engine;

import org.jspecify.annotations.NullMarked;
