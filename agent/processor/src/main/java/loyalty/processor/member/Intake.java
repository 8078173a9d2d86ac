package loyalty.processor.member;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.LotGrant;

/** Takes members in from another system; the same again changes nothing. */
public final class Intake {
    private Intake() {}

    /**
     * A member as another system knows them.
     *
     * @param profile personal fields
     * @param lots what they own, with ids that stay the same when the import is repeated
     */
    public record Newcomer(
            String id,
            Map<String, String> profile,
            Optional<String> tier,
            Optional<Instant> joined,
            List<String> segments,
            List<String> consents,
            long lifetimeSpendMinor,
            List<LotGrant> lots) {
        public Newcomer {
            profile = Map.copyOf(profile);
            segments = List.copyOf(segments);
            consents = List.copyOf(consents);
            lots = List.copyOf(lots);
        }
    }

    /** Adds what the account does not have yet; true if anything was new. */
    public static boolean take(Account account, Newcomer newcomer, Circumstances now) {
        boolean fresh = account.isNobodyYet();
        boolean changed = fresh;
        for (Map.Entry<String, String> field : newcomer.profile().entrySet()) {
            changed |= account.profile.putIfAbsent(field.getKey(), field.getValue()) == null;
        }
        for (LotGrant lot : newcomer.lots()) {
            changed |= account.lots.putIfAbsent(lot.id(), Lot.of(lot)) == null;
        }
        changed |= account.segments.addAll(newcomer.segments());
        changed |= account.consents.addAll(newcomer.consents());
        if (newcomer.tier().isPresent() && !account.tier.equals(newcomer.tier())) {
            account.tier = newcomer.tier();
            changed = true;
        }
        if (fresh) {
            account.joined = newcomer.joined().or(() -> Optional.of(now.time()));
            account.lifetimeSpendMinor = newcomer.lifetimeSpendMinor();
            account.verified = true;
        }
        account.settle(now);
        return changed;
    }

    /** An empty account that only points to another: a phone's own id, where the member has one. */
    public static Account signpost(String id, String member) {
        Account account = new Account(id);
        account.redirect = Optional.of(member);
        return account;
    }
}
