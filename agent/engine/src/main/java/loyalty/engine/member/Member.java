package loyalty.engine.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loyalty.engine.document.Node;
import loyalty.engine.document.Reading;
import loyalty.engine.form.Measured;
import loyalty.engine.money.Points;

/**
 * A member as known at one moment. Immutable.
 *
 * @param name masked or empty
 * @param tier given by the processor; counts only where the programme's tiers are given
 * @param debt points owed; the next lot created pays them
 * @param codes personal codes
 * @param codesUsed single-use codes this member has used up
 * @param limitsUsed for each promotion the uses per period
 * @param rights points of each lot that this register may spend without the processor; none = the
 *     lots themselves bound it
 * @param granted identities of grants received
 * @param asOf when the snapshot was true
 */
public record Member(
        String id,
        String name,
        Optional<String> tier,
        Optional<LocalDate> birthday,
        Optional<Instant> joined,
        Set<String> segments,
        Counters counters,
        List<Lot> lots,
        Points debt,
        List<PersonalCode> codes,
        Set<String> codesUsed,
        Map<String, Map<String, Long>> limitsUsed,
        Optional<Map<String, Points>> rights,
        Set<String> granted,
        Optional<Instant> asOf) {
    public Member {
        segments = Set.copyOf(segments);
        lots = List.copyOf(lots);
        codes = List.copyOf(codes);
        codesUsed = Set.copyOf(codesUsed);
        limitsUsed = Map.copyOf(limitsUsed);
        rights = rights.map(Map::copyOf);
        granted = Set.copyOf(granted);
        if (debt.units() < 0) {
            throw new IllegalArgumentException("debt of " + id + " is negative: " + debt);
        }
    }

    /** Somebody new: an id and nothing else. */
    public static Member newcomer(String id) {
        return new Member(
                id,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Counters.NONE,
                List.of(),
                Points.ZERO,
                List.of(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    /** Reads a snapshot written in the pack's units. */
    public static Reading<Member> read(Node document, Measured pack) {
        return MemberDocument.read(document, pack.units());
    }

    /** Writes the snapshot; reading it again gives an equal member. */
    public Node toNode(Measured pack) {
        return new MemberDocument(pack.units()).write(this);
    }

    /** Points of all lots that are live at {@code at}. */
    public Points available(Instant at) {
        return lots.stream()
                .filter(lot -> lot.isLive(at))
                .map(Lot::points)
                .reduce(Points.ZERO, Points::plus);
    }

    /** Points of all lots that will become live. */
    public Points pending(Instant at) {
        return lots.stream()
                .filter(lot -> lot.isPending(at))
                .map(Lot::points)
                .reduce(Points.ZERO, Points::plus);
    }

    /** Live and pending points less the debt; below zero when more is owed than there is. */
    public Points balance(Instant at) {
        return available(at).plus(pending(at)).minus(debt);
    }

    public Optional<Lot> lot(String lotId) {
        return lots.stream().filter(lot -> lot.id().equals(lotId)).findFirst();
    }

    /** Uses of a promotion in a period so far. */
    public long limitUsed(String promotion, String period) {
        return limitsUsed.getOrDefault(promotion, Map.of()).getOrDefault(period, 0L);
    }

    /** The snapshot after {@code effects}. Lots that are used up stay, with no points. */
    public Member apply(Effects effects) {
        return new Application(this).apply(effects);
    }

    Member with(
            Counters nextCounters,
            List<Lot> nextLots,
            Points nextDebt,
            List<PersonalCode> nextCodes,
            Set<String> nextCodesUsed,
            Map<String, Map<String, Long>> nextLimits,
            Set<String> nextGranted) {
        return new Member(
                id,
                name,
                tier,
                birthday,
                joined,
                segments,
                nextCounters,
                nextLots,
                nextDebt,
                nextCodes,
                new TreeSet<>(nextCodesUsed),
                new TreeMap<>(nextLimits),
                rights,
                nextGranted,
                asOf);
    }

    public Member withLots(List<Lot> nextLots) {
        return with(counters, nextLots, debt, codes, codesUsed, limitsUsed, granted);
    }

    /** The same member seen by a register that may spend these points of each lot offline. */
    public Member withRights(Map<String, Points> spendable) {
        return new Member(
                id,
                name,
                tier,
                birthday,
                joined,
                segments,
                counters,
                lots,
                debt,
                codes,
                codesUsed,
                limitsUsed,
                Optional.of(spendable),
                granted,
                asOf);
    }
}
