package loyalty.benchmarks.calculation;

import java.util.List;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngine;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;

/** The same discounts in Easy Rules: each rule looks at the whole basket. */
final class EasyShelf {
    private static final String BASKET = "basket";

    private final Rules rules = new Rules();
    private final RulesEngine engine = new DefaultRulesEngine();
    private final Shelf.Size size;

    EasyShelf(Shelf.Size size) {
        this.size = size;
        for (int i = 0; i < size.promotions(); i++) {
            String category = "c" + i;
            rules.register(
                    new RuleBuilder()
                            .name("p" + i)
                            .when(facts -> basket(facts).stream().anyMatch(g -> in(g, category)))
                            .then(facts -> takeOff(basket(facts), category))
                            .build());
        }
    }

    private static boolean in(Goods goods, String category) {
        return goods.getCategory().equals(category);
    }

    private static void takeOff(List<Goods> basket, String category) {
        basket.stream().filter(goods -> in(goods, category)).forEach(goods -> goods.takeOff(7));
    }

    private static List<Goods> basket(Facts facts) {
        List<Goods> basket = facts.get(BASKET);
        return basket;
    }

    /** What all lines cost after the discounts, in kopecks. */
    long total() {
        Facts facts = new Facts();
        List<Goods> basket = DroolsShelf.basket(size);
        facts.put(BASKET, basket);
        engine.fire(rules, facts);
        return basket.stream().mapToLong(Goods::amount).sum();
    }
}
