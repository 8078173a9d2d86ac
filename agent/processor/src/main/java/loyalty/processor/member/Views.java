package loyalty.processor.member;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.MemberView;
import org.jspecify.annotations.Nullable;

/** Accounts as registers and the engine see them. Thread-safe. */
public final class Views {
    /** Empty lots stay visible so long after their end, for returns and questions. */
    private static final Duration MEMORY = Duration.ofDays(60);

    private final Amounts amounts;

    public Views(Amounts amounts) {
        this.amounts = amounts;
    }

    /** The member as one register sees it. */
    public MemberView view(Account account, Holder holder, Instant now) {
        boolean open = account.redirect.isEmpty() && !account.erased;
        return new MemberView(
                account.id,
                account.version,
                account.redirect,
                open ? Optional.of(snapshot(account, now)) : Optional.empty(),
                rights(account, holder),
                awaited(account, holder));
    }

    private static List<MemberView.Awaited> awaited(Account account, Holder holder) {
        List<MemberView.Awaited> awaited = new ArrayList<>();
        for (Lot lot : account.lots.values()) {
            lot.holds.forEach((sale, hold) -> await(awaited, sale, hold.holder(), holder));
        }
        account.awaitedBy((extract) -> await(awaited, extract.sale(), extract.holder(), holder));
        return awaited.stream().distinct().toList();
    }

    private static void await(
            List<MemberView.Awaited> awaited, String sale, Holder maker, Holder asking) {
        if (maker.register().equals(asking.register())) {
            awaited.add(new MemberView.Awaited(sale, maker.incarnation()));
        }
    }

    private static List<MemberView.Right> rights(Account account, Holder holder) {
        List<MemberView.Right> rights = new ArrayList<>();
        for (Lot lot : account.lots.values()) {
            for (Map.Entry<Holder, Right> entry : lot.rights.entrySet()) {
                Holder owner = entry.getKey();
                if (owner.register().equals(holder.register())) {
                    rights.add(
                            new MemberView.Right(
                                    lot.id,
                                    owner.incarnation(),
                                    entry.getValue().granted,
                                    entry.getValue().recalled,
                                    lot.transfers.values().stream()
                                            .filter(transfer -> transfer.to().equals(owner))
                                            .toList()));
                }
            }
        }
        return rights;
    }

    /** The member in the engine's shape, without rights. */
    public Node.Mapping snapshot(Account account, Instant now) {
        Tree tree =
                Tree.mapping()
                        .put("id", account.id)
                        .putText("name", masked(account.profile.get("name")))
                        .putText("tier", account.tier)
                        .putText("birthday", optional(account.profile.get("birthday")))
                        .putText("joined", account.joined.map(Instant::toString))
                        .put("segments", account.segments, Tree::text)
                        .put("counters", counters(account))
                        .put("lots", lots(account, now), this::lot)
                        .put("debt", amounts.points(account.debt))
                        .put("codes", Tree.sequence(account.codes))
                        .put("codesUsed", account.codesUsed, Tree::text)
                        .put("limitsUsed", limits(account))
                        .put("granted", account.grants.keySet(), Tree::text);
        return tree.put("asOf", now.toString()).node();
    }

    private static Optional<String> optional(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /** First name and initial: "Анна К." */
    private static Optional<String> masked(@Nullable String name) {
        return optional(name)
                .map(
                        text -> {
                            String[] words = text.strip().split("\\s+", 2);
                            return words.length == 1
                                    ? words[0]
                                    : words[0] + " " + words[1].substring(0, 1) + ".";
                        });
    }

    private Node.Mapping counters(Account account) {
        return Tree.mapping()
                .put("lifetimeSpend", amounts.money(account.lifetimeSpendMinor))
                .put("lifetimePurchases", account.lifetimePurchases)
                .put(
                        "purchases",
                        account.purchases,
                        bought ->
                                Tree.mapping()
                                        .put("at", bought.at().toString())
                                        .put("amount", amounts.money(bought.amountMinor()))
                                        .put("sale", bought.sale())
                                        .node())
                .node();
    }

    private static List<Lot> lots(Account account, Instant now) {
        Instant forgotten = now.minus(MEMORY);
        return account.lots.values().stream()
                .filter(lot -> lot.whole() > 0 || !lot.expired(forgotten))
                .toList();
    }

    private Node lot(Lot lot) {
        Tree tree =
                Tree.mapping()
                        .put("id", lot.id)
                        .put("points", amounts.points(Math.max(0, lot.whole() - lot.claim)))
                        .putText("activeFrom", lot.activeFrom.map(Instant::toString))
                        .putText("expiresAt", lot.expiresAt.map(Instant::toString))
                        .put("source", lot.promotion.orElse(lot.source));
        lot.only.ifPresent(only -> tree.put("only", only));
        if (!lot.sale.isEmpty()) {
            tree.put("sale", lot.sale);
        }
        if (!lot.prolongations.isEmpty()) {
            Tree ends = Tree.mapping();
            lot.prolongations.forEach(
                    (sale, end) -> ends.put(sale, List.of(end.toString()), Tree::text));
            tree.put("prolongations", ends.node());
        }
        return tree.node();
    }

    private static Node.Mapping limits(Account account) {
        Tree tree = Tree.mapping();
        account.limitsUsed.forEach(
                (promotion, uses) -> {
                    Tree periods = Tree.mapping();
                    uses.forEach((period, count) -> periods.put(period, Long.toString(count)));
                    tree.put(promotion, periods.node());
                });
        return tree.node();
    }
}
