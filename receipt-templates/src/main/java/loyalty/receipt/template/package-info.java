/**
 * Templates: Mustache that turns a receipt's data into markup. Takes a name, a language and data;
 * gives markup no data can break out of. A template delivered by the processor comes before the
 * bundled one of the same name, and the bundled one steps in when the delivered one is broken.
 */
@NullMarked
package loyalty.receipt.template;

import org.jspecify.annotations.NullMarked;
