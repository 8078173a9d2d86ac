package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.Holder;

/**
 * The processor's accounts as they lie in its database.
 *
 * @param terms when each incarnation's term ends
 */
public record Books(Map<String, Member> members, Map<Holder, Instant> terms) {
    /**
     * One account.
     *
     * @param estate lots of a closed account that its survivor has perhaps not taken in yet
     * @param waits how much is not booked yet
     */
    public record Member(
            String id,
            long version,
            Optional<String> redirect,
            long debt,
            List<Lot> lots,
            List<Lot> estate,
            int waits) {}

    /** A lot's sums; {@code holds} by sale. */
    public record Lot(
            String id,
            Optional<Instant> expiresAt,
            long granted,
            long restored,
            long covered,
            long spent,
            long taken,
            long claim,
            long free,
            Map<Holder, Right> rights,
            Map<String, Hold> holds) {
        long remaining() {
            return rights.values().stream().mapToLong(Right::remaining).sum();
        }

        long held() {
            return holds.values().stream().mapToLong(Hold::points).sum();
        }

        long whole() {
            return free + remaining() + held();
        }

        boolean expired(Instant now) {
            return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
        }

        /** What a release of this holder would bring home. */
        public long boundTo(Holder holder) {
            long held =
                    holds.values().stream()
                            .filter(hold -> hold.holder().equals(holder))
                            .mapToLong(Hold::points)
                            .sum();
            Right right = rights.get(holder);
            return held + (right == null ? 0 : right.remaining());
        }

        boolean addsUp() {
            return granted + restored + covered == spent + taken + whole()
                    && restored <= spent
                    && Math.min(Math.min(free, claim), Math.min(taken, covered)) >= 0
                    && rights.values().stream().allMatch(right -> right.remaining() >= 0)
                    && holds.values().stream().allMatch(hold -> hold.points() >= 0);
        }
    }

    /** Totals of one right, what they leave, and whether it is wished back. */
    public record Right(long granted, long returned, long remaining, boolean recalled) {}

    public record Hold(Holder holder, long points) {}

    /** Every lot once, also those that are on their way from a closed account to its survivor. */
    public Map<String, Lot> lots() {
        Map<String, Lot> lots = new HashMap<>();
        for (Member member : members.values()) {
            for (Lot lot : member.lots()) {
                require(lots.put(lot.id(), lot) == null, () -> "lot in two accounts: " + lot);
            }
        }
        members.values()
                .forEach(member -> member.estate().forEach(lot -> lots.putIfAbsent(lot.id(), lot)));
        return lots;
    }

    /** Points bound to an incarnation, per lot. */
    public Map<String, Long> boundTo(Holder holder) {
        Map<String, Long> bound = new LinkedHashMap<>();
        lots().forEach((id, lot) -> bound.put(id, lot.boundTo(holder)));
        return bound;
    }

    /** What a database put back has forgotten of a lot: points that were spent or bound. */
    public static long forgotten(Lot before, Optional<Lot> after) {
        long bound = Math.max(0, before.spent() - after.map(Lot::spent).orElse(0L));
        for (Map.Entry<Holder, Right> each : before.rights().entrySet()) {
            long known =
                    after.map(lot -> lot.rights().get(each.getKey()))
                            .map(Right::remaining)
                            .orElse(0L);
            bound += Math.max(0, each.getValue().remaining() - known);
        }
        for (Map.Entry<String, Hold> each : before.holds().entrySet()) {
            bound +=
                    after.map(lot -> lot.holds().containsKey(each.getKey())).orElse(false)
                            ? 0
                            : each.getValue().points();
        }
        return bound;
    }

    /** Whose account a member's points are in now. */
    String survivor(String member) {
        String name = member;
        while (members.containsKey(name) && members.get(name).redirect().isPresent()) {
            name = members.get(name).redirect().get();
        }
        return name;
    }
}
