/** What is known of a member when a sale begins, and what a sale does to it. */
@NullMarked
package loyalty.engine.member;

import org.jspecify.annotations.NullMarked;
