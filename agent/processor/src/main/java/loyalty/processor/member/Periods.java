package loyalty.processor.member;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import loyalty.processor.member.Account.Granted;

/**
 * Grants of one promotion and period in one account: more than one if members were merged. The
 * first stands; what the others gave is taken back, once.
 */
final class Periods {
    private static final Comparator<Map.Entry<String, Granted>> FIRST =
            Comparator.comparing((Map.Entry<String, Granted> each) -> each.getValue().at())
                    .thenComparing(Map.Entry::getKey);

    private Periods() {}

    /** The id of the grant that stands. */
    static Optional<String> standing(Map<String, Granted> grants, Granted like) {
        return grants.entrySet().stream()
                .filter(each -> each.getValue().promotion().equals(like.promotion()))
                .filter(each -> each.getValue().period().equals(like.period()))
                .min(FIRST)
                .map(Map.Entry::getKey);
    }

    /** What these points of a lot would have bought was promised elsewhere already. */
    static void withdraw(Lot lot, long points) {
        lot.takeBack(points);
        lot.rights.values().forEach(right -> right.recalled |= right.remaining() > 0);
    }
}
