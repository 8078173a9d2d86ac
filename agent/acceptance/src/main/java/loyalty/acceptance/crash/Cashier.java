package loyalty.acceptance.crash;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.Register;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** Sells one basket after the other; asks again under the same key until there is an answer. */
public final class Cashier implements AutoCloseable {
    /** The card of a member whom every programme of these runs knows. */
    public static final String CARD = "2900000000018";

    private static final long A_MOMENT = 20_000_000;

    private final Register register;
    private final List<String> cards;
    private final SplittableRandom random;
    private final Map<String, Sold> sold = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::work, "cashier");
    private volatile boolean stopped;
    private volatile boolean resting;
    private volatile boolean busy;
    private volatile String refusal = "";
    private final AtomicInteger troubles = new AtomicInteger();

    /** A sale that was answered. */
    public record Sold(String id, String card) {}

    /** One whose customers all have the same card. */
    public Cashier(Register register, long seed) {
        this(register, List.of(CARD), seed);
    }

    Cashier(Register register, List<String> cards, long seed) {
        this.register = register;
        this.cards = cards;
        this.random = new SplittableRandom(seed + 1);
    }

    public void start() {
        thread.start();
    }

    Register register() {
        return register;
    }

    /** Sales by idempotency key. */
    public Map<String, Sold> sold() {
        return sold;
    }

    /** What ended the selling before its time; empty if nothing did. */
    public String refusal() {
        return refusal;
    }

    /** How often an answer said that it cannot be done just now. */
    int troubles() {
        return troubles.get();
    }

    /** Waits until the sale under way is answered; then nothing more is sold until {@link #go}. */
    void rest() {
        resting = true;
        while (busy) {
            LockSupport.parkNanos(A_MOMENT);
        }
    }

    void go() {
        resting = false;
    }

    private void work() {
        for (int i = 1; !stopped; i++) {
            while (resting && !stopped) {
                LockSupport.parkNanos(A_MOMENT);
            }
            busy = true;
            if (resting) {
                busy = false;
                i--;
                continue;
            }
            sell("key-" + i, i);
            busy = false;
        }
    }

    private void sell(String key, int number) {
        String card = cards.get(random.nextInt(cards.size()));
        Node basket = basket(number, card);
        while (!sold.containsKey(key) && refusal.isEmpty() && !stopped) {
            ask(key, card, basket);
        }
    }

    /** A refusal would be a bug of this run: the same basket can be sold at any time. */
    private void ask(String key, String card, Node basket) {
        try {
            Calls.Answer answer =
                    register.calls()
                            .post(
                                    "/v1/sales?confirm=true&print=false",
                                    basket,
                                    Map.of("Idempotency-Key", key));
            if (answer.ok()) {
                sold.put(key, new Sold(answer.at("id"), card));
            } else if (answer.status() <= 500) { // 500 is a mistake of the agent, never the weather
                refusal = key + " was answered " + answer.status() + ": " + answer.at("title");
                stopped = true;
            } else {
                troubles.incrementAndGet();
                LockSupport.parkNanos(A_MOMENT);
            }
        } catch (IOException e) {
            // The agent is being killed or started: nothing is known, so the key is tried again.
            LockSupport.parkNanos(A_MOMENT);
        }
    }

    private Node basket(int number, String card) {
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
                .put("member", Tree.mapping().put("code", card).node())
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
        rest();
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
