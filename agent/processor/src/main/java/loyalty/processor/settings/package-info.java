/** What the operator decides: processor.yaml, and the keys that lie outside the database. */
@NullMarked
package loyalty.processor.settings;

import org.jspecify.annotations.NullMarked;
