package loyalty.terminal.checkout;

import loyalty.engine.member.Member;
import loyalty.terminal.commit.Allowance;
import loyalty.terminal.member.KnownMember;

/**
 * A member at this register, now.
 *
 * @param known what the cache has
 * @param member with this register's own operations that the cache does not contain yet
 * @param allowance what may be redeemed from them
 */
record Customer(KnownMember known, Member member, Allowance allowance) {}
