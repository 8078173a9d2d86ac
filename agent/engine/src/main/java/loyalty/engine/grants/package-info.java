/**
 * Points outside a purchase: which grants a member is due, and making one.
 *
 * <p>Takes grant promotions, a member and the circumstances; gives grants whose identity follows
 * from promotion, member and period, so that two registers cannot make the same grant twice.
 */
@NullMarked
package loyalty.engine.grants;

import org.jspecify.annotations.NullMarked;
