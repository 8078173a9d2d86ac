package loyalty.terminal.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.member.Lot;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.programme.Offline;
import loyalty.engine.quote.CeilingLimit;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Correction;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;

/**
 * What this register may do without the processor, by the programme's policy, the age of what it
 * knows and how far it trusts its clock. Thread: till.
 */
public final class OfflineRules {
    /** With more of them the sum over all would keep the till waiting. */
    private static final long COUNTED_MEMBERS = 20_000;

    /** The setting that counts points paid which customers did not have. */
    private static final String COVERED = "covered";

    private final Book book;

    OfflineRules(Book book) {
        this.book = book;
    }

    /** The step for status and the cashier page, before any member is known. */
    public Allowance standing(Optional<RulePack> pack, boolean online) throws StorageException {
        Optional<Allowance> little = withoutPackOrRoom(pack);
        if (little.isPresent()) {
            return little.get();
        }
        return online ? Allowance.everything() : offline(pack.orElseThrow());
    }

    /** What may be redeemed from this member; {@code member} with own operations laid over. */
    public Allowance allowance(RulePack pack, boolean online, KnownMember known, Member member)
            throws StorageException {
        Allowance standing = standing(Optional.of(pack), online);
        if (standing.step() != Step.RIGHTS_ONLY) {
            return standing;
        }
        Offline rules = pack.settings().offline();
        return switch (rules.policy()) {
            case REFUSE -> standing;
            case FLOOR_LIMIT -> floor(rules, known.id());
            case KNOWN_BALANCE -> knownBalance(pack, known);
            case ESCROW -> escrow(pack, member);
        };
    }

    private Optional<Allowance> withoutPackOrRoom(Optional<RulePack> pack) {
        if (pack.isEmpty()) {
            return Optional.of(
                    Allowance.nothing(
                            Step.IDENTIFY_ONLY,
                            Cause.NO_PACK,
                            CeilingLimit.OFFLINE_POLICY,
                            "No valid rule pack: members are shown, nothing is computed."));
        }
        return book.trouble()
                .map(
                        fault ->
                                Allowance.nothing(
                                        Step.IDENTIFY_ONLY,
                                        Cause.NO_ROOM,
                                        CeilingLimit.OFFLINE_POLICY,
                                        "Nothing can be recorded (" + fault + ")."));
    }

    private Allowance offline(RulePack pack) throws StorageException {
        Offline rules = pack.settings().offline();
        if (rules.policy() == Offline.Policy.REFUSE) {
            return accrualOnly(
                    Cause.EARNING_ONLY,
                    CeilingLimit.OFFLINE_POLICY,
                    "Without the processor points are only earned.");
        }
        if (book.clock().quality() == ClockQuality.DOUBTFUL) {
            return accrualOnly(
                    Cause.CLOCK_DOUBTFUL,
                    CeilingLimit.STALE,
                    "The register's clock is doubtful until the next contact.");
        }
        if (redemptionsInARow() >= rules.upperOffline()) {
            return accrualOnly(
                    Cause.TOO_MANY,
                    CeilingLimit.OFFLINE_POLICY,
                    "Too many redemptions in a row without the processor.");
        }
        if (rules.policy() == Offline.Policy.ESCROW
                && (book.register().fenced() || !book.term().runs())) {
            return accrualOnly(
                    Cause.TERM_OVER,
                    CeilingLimit.OFFLINE_RIGHTS,
                    "The term of this register's rights is over.");
        }
        return new Allowance(
                Step.RIGHTS_ONLY,
                Cause.NO_ANSWER,
                "The processor does not answer; redeeming within limits.",
                Optional.empty(),
                Optional.empty(),
                CeilingLimit.OFFLINE_RIGHTS);
    }

    private static Allowance accrualOnly(Cause cause, CeilingLimit why, String reason) {
        return Allowance.nothing(Step.ACCRUAL_ONLY, cause, why, reason);
    }

    /** Whether the agent should try harder to go online. */
    public boolean lowerReached(Offline rules) throws StorageException {
        return redemptionsInARow() >= rules.lowerOffline();
    }

    private long redemptionsInARow() throws StorageException {
        return book.settings().number("offline.redemptions");
    }

    private Allowance floor(Offline rules, String member) throws StorageException {
        long left =
                Math.min(
                        left(rules.perMember(), trusted(Optional.of(member))),
                        left(rules.perRegister(), trusted(Optional.empty())));
        return new Allowance(
                Step.RIGHTS_ONLY,
                Cause.NO_ANSWER,
                "The processor does not answer; redeeming up to a limit.",
                Optional.empty(),
                Optional.of(left),
                CeilingLimit.OFFLINE_POLICY);
    }

    /** A limit that is not set allows nothing. */
    private static long left(Optional<Points> limit, long used) {
        return Math.max(0, limit.map(Points::units).orElse(0L) - used);
    }

    /** Points spent on trust since the last contact, by one member or by all. */
    private long trusted(Optional<String> member) throws StorageException {
        return book.database()
                .one(
                        "select coalesce(sum(points), 0) from trust"
                                + " where ?1 is null or member = ?1",
                        row -> row.getLong(1),
                        member)
                .orElse(0L);
    }

    private Allowance knownBalance(RulePack pack, KnownMember known) {
        Instant oldest =
                pack.settings().offline().maxAge().before(book.clock().instant(), pack.zone());
        return known.asOf().isBefore(oldest)
                ? accrualOnly(
                        Cause.TOO_OLD,
                        CeilingLimit.STALE,
                        "What is known of this member is too old.")
                : new Allowance(
                        Step.RIGHTS_ONLY,
                        Cause.NO_ANSWER,
                        "The processor does not answer; redeeming from the balance as known.",
                        Optional.empty(),
                        Optional.empty(),
                        CeilingLimit.OFFLINE_POLICY);
    }

    private Allowance escrow(RulePack pack, Member member) throws StorageException {
        Map<String, Long> rights = new HashMap<>();
        Instant now = book.term().latest();
        ZoneId zone = pack.zone();
        for (Lot lot : member.lots()) {
            long remaining = book.rights().of(lot.id()).map(RightTotals::remaining).orElse(0L);
            boolean ends =
                    lot.expiresAt()
                            .map(end -> pack.settings().offline().expiryMargin().before(end, zone))
                            .filter(end -> !now.isBefore(end))
                            .isPresent();
            rights.put(lot.id(), ends ? 0L : Math.max(0, remaining));
        }
        return new Allowance(
                Step.RIGHTS_ONLY,
                Cause.NO_ANSWER,
                "The processor does not answer; redeeming within this register's rights.",
                Optional.of(rights),
                Optional.empty(),
                CeilingLimit.OFFLINE_RIGHTS);
    }

    /** What is at stake until the next contact. */
    public Exposure exposure(Optional<RulePack> pack) throws StorageException {
        return new Exposure(
                book.rights().couldRedeem(),
                pack.isPresent() ? worstLoss(pack.get()) : Optional.of(0L),
                book.outbox().backlog(),
                redemptionsInARow(),
                book.settings().number(COVERED));
    }

    /**
     * Counts what an answer says the programme paid, once for each operation. Joins the surrounding
     * transaction, before the answer is written down.
     */
    static void count(Book book, Answer answer) throws StorageException {
        long covered = covered(answer.first().orElse(answer));
        Optional<Outbox.Entry> entry =
                covered == 0 ? Optional.empty() : book.outbox().find(answer.operation());
        if (entry.isPresent() && entry.get().answer().isEmpty()) {
            book.settings().putNumber(COVERED, book.settings().number(COVERED) + covered);
        }
    }

    private static long covered(Answer answer) {
        return answer.corrections().stream()
                .filter(Correction::covered)
                .mapToLong(each -> each.promised() - each.booked())
                .sum();
    }

    private Optional<Long> worstLoss(RulePack pack) throws StorageException {
        Offline rules = pack.settings().offline();
        return switch (rules.policy()) {
            case REFUSE -> Optional.of(0L);
            case ESCROW -> Optional.of(book.rights().releasedInTotal());
            case FLOOR_LIMIT -> Optional.of(left(rules.perRegister(), trusted(Optional.empty())));
            case KNOWN_BALANCE -> knownBalanceLoss(pack);
        };
    }

    /** The redemptions left, each as large as may be, but no more than all members have. */
    private Optional<Long> knownBalanceLoss(RulePack pack) throws StorageException {
        long left = Math.max(0, pack.settings().offline().upperOffline() - redemptionsInARow());
        Optional<Long> byRedemptions =
                pack.settings().redeem().maximum().map(most -> most.units() * left);
        if (left == 0 || book.members().count() > COUNTED_MEMBERS) {
            return left == 0 ? Optional.of(0L) : byRedemptions;
        }
        long cached = cachedPoints();
        return Optional.of(byRedemptions.map(loss -> Math.min(loss, cached)).orElse(cached));
    }

    /** Points are written with all digits of their scale, so without the dot they are units. */
    private long cachedPoints() throws StorageException {
        return book.database()
                .one(
                        "select coalesce(sum(cast(replace(json_extract(lot.value, '$.points'),"
                                + " '.', '') as integer)), 0) from member,"
                                + " json_each(cast(member.state as text), '$.lots') lot"
                                + " where redirect is null",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** How long this register may still redeem without a contact. */
    public Duration termLeft() {
        return book.term().left();
    }
}
