/**
 * Step 2 of 6, member: who the customer is. A local cache of members as the processor sent them,
 * found by keyed hashes of phones and cards; names and birthdays are sealed with a key that lies
 * outside the database. Takes: identifier hashes, whole member states. Gives: {@link
 * loyalty.terminal.member.KnownMember}. Thread: till.
 */
@NullMarked
package loyalty.terminal.member;

import org.jspecify.annotations.NullMarked;
