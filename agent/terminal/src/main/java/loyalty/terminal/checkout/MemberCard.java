package loyalty.terminal.checkout;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Lot;
import loyalty.engine.member.Member;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;

/** A member as the cashier sees them: a masked name, and points in every state. */
public final class MemberCard {
    private static final int PENDING_SHOWN = 5;

    private final Customer customer;
    private final RulePack pack;
    private final Instant now;
    private final boolean online;

    MemberCard(Customer customer, RulePack pack, Instant now, boolean online) {
        this.customer = customer;
        this.pack = pack;
        this.now = now;
        this.online = online;
    }

    public String id() {
        return customer.known().id();
    }

    /** As the API and the cashier page get it. */
    public Node.Mapping toNode() {
        Member member = customer.member();
        PointScale scale = pack.points();
        Tree card =
                Tree.mapping()
                        .put("id", customer.known().id())
                        .put("name", masked(member.name()))
                        .putText("tier", tier())
                        .put("balance", scale.text(member.balance(now)))
                        .put("available", scale.text(member.available(now)))
                        .put("redeemable", scale.text(redeemable()))
                        .put("debt", scale.text(member.debt()))
                        .put("pending", pending(), lot -> pendingNode(lot, scale));
        expiring().ifPresent(lot -> card.put("expiring", expiringNode(lot, scale)));
        return card.put("provisional", customer.known().provisional())
                .put("asOf", Times.text(customer.known().asOf(), pack.zone()))
                .put("mode", online ? "online" : "offline")
                .put("step", customer.allowance().step().word())
                .put("stepCause", customer.allowance().cause().word())
                .node();
    }

    private Optional<String> tier() {
        return Shapes.tier(customer.member(), pack, now);
    }

    /** What could be paid with right now, before any basket is known. */
    private Points redeemable() {
        Points available = customer.member().available(now);
        Optional<Map<String, Long>> rights = customer.allowance().rights();
        long held =
                rights.map(map -> map.values().stream().mapToLong(Long::longValue).sum())
                        .orElse(Long.MAX_VALUE);
        long most = customer.allowance().most().orElse(Long.MAX_VALUE);
        return available.min(Points.of(Math.min(held, most)));
    }

    private List<Lot> pending() {
        return customer.member().lots().stream()
                .filter(lot -> lot.isPending(now) && lot.points().isPositive())
                .sorted(Comparator.comparing(lot -> lot.activeFrom().orElse(Instant.MAX)))
                .limit(PENDING_SHOWN)
                .toList();
    }

    private Optional<Lot> expiring() {
        return customer.member().lots().stream()
                .filter(lot -> lot.isLive(now) && lot.points().isPositive())
                .filter(lot -> lot.expiresAt().isPresent())
                .min(Comparator.comparing(lot -> lot.expiresAt().orElse(Instant.MAX)));
    }

    private Node pendingNode(Lot lot, PointScale scale) {
        return Tree.mapping()
                .put("points", scale.text(lot.points()))
                .put("activeFrom", Times.text(lot.activeFrom().orElse(now), pack.zone()))
                .node();
    }

    private Node expiringNode(Lot lot, PointScale scale) {
        return Tree.mapping()
                .put("points", scale.text(lot.points()))
                .put("expiresAt", Times.text(lot.expiresAt().orElse(now), pack.zone()))
                .node();
    }

    /** "Анна Кузнецова" is shown as "Анна К."; what is masked already stays. */
    static String masked(String name) {
        String[] words = name.strip().split("\\s+", -1);
        if (words.length < 2 || words[1].isEmpty()) {
            return words[0];
        }
        return words[0] + " " + words[1].substring(0, words[1].offsetByCodePoints(0, 1)) + ".";
    }
}
