package loyalty.terminal.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.terminal.commit.Exposure;

/**
 * What this register could cost until it speaks with the processor again, for status and metrics.
 */
final class AtStake {
    private final Exposure exposure;
    private final Duration termLeft;
    private final RulePack pack;

    /**
     * @param termLeft how long rights may still be spent
     */
    AtStake(Exposure exposure, Duration termLeft, RulePack pack) {
        this.exposure = exposure;
        this.termLeft = termLeft;
        this.pack = pack;
    }

    /** What waits for an answer, and what was rejected. */
    Node pending() {
        return Tree.mapping()
                .put("operations", exposure.unsent().operations())
                .put("quarantined", exposure.unsent().quarantined())
                .put("points", points(exposure.unsent().points()))
                .put("money", money(exposure.unsent().money()))
                .node();
    }

    Node worstLoss() {
        Optional<String> worst = exposure.worstLoss().map(this::points);
        return Tree.mapping()
                .put("policy", pack.settings().offline().policy().name())
                .put("points", worst.orElse("unbounded"))
                .put("couldRedeem", points(exposure.couldRedeem()))
                .put("termLeft", termLeft.truncatedTo(ChronoUnit.MINUTES).toString())
                .put("offlineRedemptions", exposure.offlineRedemptions())
                .put("covered", points(exposure.covered()))
                .node();
    }

    /** What exists nowhere but on this disk. */
    Node lostIfDiskDies() {
        return Tree.mapping()
                .put("operations", exposure.unsent().operations())
                .put("points", points(exposure.unsent().points()))
                .put("money", money(exposure.unsent().money()))
                .node();
    }

    private String points(long units) {
        return pack.points().text(Points.of(units));
    }

    private String money(long minor) {
        return pack.currency().text(Money.of(minor));
    }

    List<Metrics.Figure> figures() {
        return List.of(
                whole(
                        "loyalty_pending_operations",
                        "Not answered yet.",
                        exposure.unsent().operations()),
                whole(
                        "loyalty_quarantined_operations",
                        "Rejected by the processor.",
                        exposure.unsent().quarantined()),
                whole(
                        "loyalty_unsent_points",
                        "Lost with the disk, in units of the scale.",
                        exposure.unsent().points()),
                whole(
                        "loyalty_unsent_money",
                        "Lost with the disk, in minor units.",
                        exposure.unsent().money()),
                whole("loyalty_redeemable_points", "Rights left.", exposure.couldRedeem()),
                new Metrics.Figure(
                        "loyalty_worst_loss_points",
                        "What could be lost until the next contact; +Inf if nothing bounds it.",
                        exposure.worstLoss()
                                .map(Long::doubleValue)
                                .orElse(Double.POSITIVE_INFINITY)),
                whole(
                        "loyalty_covered_points",
                        "Paid here by customers who did not have them.",
                        exposure.covered()),
                whole(
                        "loyalty_term_seconds",
                        "How long rights may still be spent.",
                        termLeft.toSeconds()),
                whole(
                        "loyalty_offline_redemptions",
                        "In a row without the processor.",
                        exposure.offlineRedemptions()));
    }

    private static Metrics.Figure whole(String name, String help, long value) {
        return new Metrics.Figure(name, help, (double) value);
    }
}
