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

/** The same discounts as Drools rules: one rule per promotion, one session per basket. */
final class DroolsShelf {
    private final KieBase rules;
    private final Shelf.Size size;

    DroolsShelf(Shelf.Size size) {
        this.size = size;
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/shelf/rules.drl", text(size));
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        this.rules = services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
    }

    private static String text(Shelf.Size size) {
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

    /** What all lines cost after the discounts, in kopecks. */
    long total() {
        List<Goods> basket = basket(size);
        KieSession session = rules.newKieSession();
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
