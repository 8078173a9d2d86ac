package loyalty.benchmarks.calculation;

import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;

/**
 * The same sale in Drools, one session per basket: for each promotion a rule that applies it and
 * one that says why not, and one rule each for redemption and accrual, which come after them. The
 * arithmetic is in {@link Till}; {@link #total} is the shorter way that only lowers prices.
 */
final class DroolsShelf {
    private final KieBase rules;
    private final KieBase discountsOnly;
    private final Shelf.Size size;

    DroolsShelf(Shelf.Size size) {
        this.size = size;
        this.rules = base(sale(size));
        this.discountsOnly = base(discounts(size));
    }

    private static KieBase base(String text) {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/shelf/rules.drl", text);
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        return services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
    }

    private static String sale(Shelf.Size size) {
        StringBuilder text =
                new StringBuilder(
                        """
                        package shelf;
                        import loyalty.benchmarks.calculation.Goods;
                        global loyalty.benchmarks.calculation.Till till;
                        rule "redeem" salience -1 when exists Goods() then till.redeem(30); end
                        rule "earn" salience -2 when exists Goods() then till.earn(5); end
                        """);
        for (int i = 0; i < size.promotions(); i++) {
            text.append(
                    """
                    rule "p%1$d" when exists Goods(category == "c%1$d")
                    then till.takeOff("p%1$d", "c%1$d", 7); end
                    rule "no p%1$d" when not Goods(category == "c%1$d")
                    then till.refuse("p%1$d", "NO_MATCHING_LINES"); end
                    """
                            .formatted(i));
        }
        return text.toString();
    }

    private static String discounts(Shelf.Size size) {
        StringBuilder text =
                new StringBuilder("package shelf;\nimport ")
                        .append(Goods.class.getCanonicalName())
                        .append(";\n");
        for (int i = 0; i < size.promotions(); i++) {
            text.append("rule \"p").append(i).append("\" when $g : Goods(category == \"c");
            text.append(i).append("\") then $g.takeOff(7); end\n");
        }
        return text.toString();
    }

    /** The whole sale: prices, redemption, accrual, and an outcome for each promotion. */
    Till sale() {
        List<Goods> basket = basket(size);
        Till till = new Till(basket, size.lotPoints());
        KieSession session = rules.newKieSession();
        try {
            session.setGlobal("till", till);
            basket.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return till;
    }

    /** What all lines cost after the discounts, in kopecks. */
    long total() {
        List<Goods> basket = basket(size);
        KieSession session = discountsOnly.newKieSession();
        try {
            basket.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return basket.stream().mapToLong(Goods::amount).sum();
    }

    static List<Goods> basket(Shelf.Size size) {
        List<Goods> basket = new ArrayList<>();
        for (int j = 0; j < size.lines(); j++) {
            basket.add(new Goods("c" + j % size.matching(), Shelf.price(j)));
        }
        return basket;
    }
}
