package loyalty.terminal.checkout;

import java.util.Map;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.terminal.member.KnownMember;

/**
 * A member at this register, now.
 *
 * @param known what the cache has
 * @param member with this register's own sales that the cache does not contain yet
 * @param rights points of each lot that this register may spend without the processor
 */
record Customer(KnownMember known, Member member, Map<String, Points> rights) {
    Customer {
        rights = Map.copyOf(rights);
    }
}
