/**
 * What happens at a counter, as values: a sale with its states and figures, what is to be written
 * of a sale, return, enrolment or grant, the request that asks for it and its outcome. No stage of
 * its own: checkout fills the drafts, commit writes them. Immutable.
 */
@NullMarked
package loyalty.terminal.sale;

import org.jspecify.annotations.NullMarked;
