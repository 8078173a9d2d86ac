package loyalty.terminal.print;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.grants.DueGrant;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.tiers.Standing;
import loyalty.receipt.template.Language;

/** What slips for a member say, outside a sale. */
final class MemberData {
    private final Letterhead head;
    private final Wording wording;
    private final ShopTime time;

    MemberData(Letterhead head, Language language) {
        this.head = head;
        this.wording = new Wording(head.pack(), language);
        this.time = new ShopTime(head.zone());
    }

    Map<String, Object> enrolled(Holder newcomer, Optional<String> number, List<DueGrant> gifts) {
        Map<String, Object> member = member(newcomer);
        number.ifPresent(card -> member.put("number", card));
        Map<String, Object> values = head.values();
        values.put("member", member);
        if (!gifts.isEmpty()) {
            values.put("gift", gift("count", gifts));
        }
        head.sign().install(Optional.of(newcomer.id())).ifPresent(at -> values.put("install", at));
        offline(newcomer, values);
        return values;
    }

    Map<String, Object> greeted(Holder member, List<DueGrant> gifts) {
        Map<String, Object> values = head.values();
        values.put("member", member(member));
        values.put("birthday", gift("gift", gifts));
        Rate cap = wording.pack().settings().redeem().cap();
        if (cap.compareTo(Rate.ZERO) > 0) {
            values.put("payUpTo", wording.percent(cap));
        }
        return values;
    }

    private Map<String, Object> member(Holder holder) {
        Map<String, Object> member = new HashMap<>();
        Paths.put(member, "name", Optional.of(holder.name()));
        Standing standing =
                Standing.of(
                        head.pack().settings().tiers(), holder.member(), holder.at(), head.zone());
        Paths.put(member, "tier", Optional.of(standing.current().name()));
        return member;
    }

    private Map<String, Object> gift(String name, List<DueGrant> gifts) {
        Points sum = gifts.stream().map(DueGrant::points).reduce(Points.ZERO, Points::plus);
        Map<String, Object> gift = new HashMap<>();
        gift.put(name, head.pack().points().text(sum));
        gifts.stream()
                .flatMap(one -> one.lots().stream())
                .flatMap(lot -> lot.expiresAt().stream())
                .min(Comparator.<Instant>naturalOrder())
                .ifPresent(until -> gift.put("until", time.lastDay(until)));
        return gift;
    }

    private void offline(Holder holder, Map<String, Object> values) {
        if (holder.offline()) {
            new OutOfReach(Optional.of(time.local(holder.asOf())), holder.cause()).addTo(values);
        }
    }
}
