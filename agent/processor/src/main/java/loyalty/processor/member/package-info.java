/**
 * The books of one member: lots with who may spend them, debt, grants, reservations, and what each
 * operation does to them. Takes an account, an operation and what is known about its register;
 * changes the account and gives the answer. No clock, no I/O; an account belongs to the transaction
 * that loaded it.
 */
@NullMarked
package loyalty.processor.member;

import org.jspecify.annotations.NullMarked;
