package loyalty.acceptance.crash;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.Register;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** Sells one basket after the other; asks again under the same key until there is an answer. */
public final class Cashier implements AutoCloseable {
    public static final String CARD = "2900000000018";

    private final Register register;
    private final SplittableRandom random;
    private final Map<String, String> sold = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::work, "cashier");
    private volatile boolean stopped;
    private volatile String refusal = "";

    public Cashier(Register register, long seed) {
        this.register = register;
        this.random = new SplittableRandom(seed + 1);
    }

    public void start() {
        thread.start();
    }

    /** Sale ids by idempotency key. */
    public Map<String, String> sold() {
        return sold;
    }

    /** What ended the selling before its time; empty if nothing did. */
    public String refusal() {
        return refusal;
    }

    private void work() {
        for (int i = 1; !stopped; i++) {
            String key = "key-" + i;
            Node basket = basket(i);
            while (!sold.containsKey(key) && refusal.isEmpty()) {
                ask(key, basket);
            }
        }
    }

    /** A refusal would be a bug of this run: the same basket can be sold at any time. */
    private void ask(String key, Node basket) {
        try {
            Calls.Answer answer =
                    register.calls()
                            .post(
                                    "/v1/sales?confirm=true&print=false",
                                    basket,
                                    Map.of("Idempotency-Key", key));
            if (answer.ok()) {
                sold.put(key, answer.at("id"));
            } else if (answer.status() < 500) {
                refusal = key + " was answered " + answer.status() + ": " + answer.at("title");
                stopped = true;
            }
        } catch (IOException e) {
            // The agent is being killed or started: nothing is known, so the key is tried again.
            Thread.onSpinWait();
        }
    }

    private Node basket(int number) {
        Node line =
                Tree.mapping()
                        .put("id", "1")
                        .put("sku", "200000000001")
                        .put("name", "Сыр")
                        .put("categories", Tree.sequence(List.of(Tree.text("dairy/cheese"))))
                        .put("quantity", "1")
                        .put("price", random.nextInt(1, 40) + ".50")
                        .node();
        return Tree.mapping()
                .put("member", Tree.mapping().put("code", CARD).node())
                .put(
                        "basket",
                        Tree.mapping()
                                .put("receipt", "C-" + number)
                                .put("lines", Tree.sequence(List.of(line)))
                                .node())
                .put("redeem", random.nextInt(3) == 0 ? "max" : "0")
                .put("context", Tree.mapping().put("cashier", "17").node())
                .node();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
