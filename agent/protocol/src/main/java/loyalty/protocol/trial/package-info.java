/**
 * A rule pack tried without ledger, clock or network: what it would answer, and whether that is
 * what somebody worked out by hand. Stateless.
 */
@NullMarked
package loyalty.protocol.trial;

import org.jspecify.annotations.NullMarked;
