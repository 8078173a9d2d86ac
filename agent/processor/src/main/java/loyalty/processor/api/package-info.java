/**
 * The processor over HTTP: calls of registers, signed with their keys, and of the chain's back
 * office, with tokens. Handlers run on the server's workers.
 */
@NullMarked
package loyalty.processor.api;

import org.jspecify.annotations.NullMarked;
