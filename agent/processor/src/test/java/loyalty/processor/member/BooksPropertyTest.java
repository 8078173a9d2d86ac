package loyalty.processor.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Circumstances.Shortfall;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.RightsBody;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Registers lease, reserve, sell, return, give back and die in any order, their operations arriving
 * late and shuffled; the books must add up after each step and no lot may be overspent beyond what
 * was released or confirmed late.
 */
class BooksPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final int STEPS = 120;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 80);
    }

    /** What one register believes of its own rights: its totals, as the real one keeps them. */
    private static final class Register {
        private final Holder holder;
        private final Map<String, Long> granted = new HashMap<>();
        private final Map<String, Long> used = new HashMap<>();
        private final List<Operation> outbox = new ArrayList<>();
        private long seq;

        Register(Holder holder) {
            this.holder = holder;
        }

        long remaining(String lot) {
            return granted.getOrDefault(lot, 0L) - used.getOrDefault(lot, 0L);
        }

        void write(OperationKind kind, Node.Mapping body) {
            seq++;
            outbox.add(
                    new Operation(
                            new UUID(holder.hashCode(), seq),
                            holder,
                            seq,
                            Optional.of("m-1"),
                            kind,
                            body,
                            "",
                            "",
                            NOW,
                            ClockQuality.TRUSTED,
                            "",
                            Optional.empty(),
                            List.of()));
        }
    }

    /** Sales in memory. */
    private static final class Shelf implements SaleBook {
        private final Map<String, SoldSale> sales = new HashMap<>();

        @Override
        public Optional<SoldSale> find(String sale) {
            return Optional.ofNullable(sales.get(sale));
        }

        @Override
        public void put(SoldSale sale) {
            sales.put(sale.id(), SaleText.read(SaleText.write(sale)));
        }
    }

    private final AccountText text = new AccountText(PersonalKey.generate());
    private final Set<Holder> dead = new HashSet<>();
    private final Shelf shelf = new Shelf();
    private final Set<UUID> applied = new HashSet<>();
    private Account account = new Account("m-1");
    private long atStake;
    private long lateConfirms;
    private long paid;

    private Circumstances now() {
        return new Circumstances(
                NOW,
                dead::contains,
                Shortfall.NEGATIVE,
                Duration.ofDays(14),
                80,
                Duration.ofMinutes(5),
                true);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBooksAddUpWhateverComesInWhateverOrder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            account.lots.put("l-" + i, Lot.of(grant("l-" + i, 50 + random.nextInt(200))));
        }
        long given = account.lots.values().stream().mapToLong(lot -> lot.granted).sum();
        List<Register> registers = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            registers.add(new Register(new Holder("r-" + i, 1)));
        }
        for (int step = 0; step < STEPS; step++) {
            Register register = registers.get(random.nextInt(registers.size()));
            act(random, register, "s-" + step);
            reload();
        }
        registers.forEach(register -> deliver(random, register, Integer.MAX_VALUE));
        assertThat(account.covered()).isLessThanOrEqualTo(atStake + lateConfirms);
        long spent = account.lots.values().stream().mapToLong(lot -> lot.spent).sum();
        assertThat(spent).isEqualTo(paid);
        long earned =
                account.lots.values().stream()
                        .filter(lot -> !lot.id.startsWith("l-"))
                        .mapToLong(lot -> lot.granted)
                        .sum();
        long restored = account.lots.values().stream().mapToLong(lot -> lot.restored).sum();
        long taken = account.lots.values().stream().mapToLong(lot -> lot.taken).sum();
        assertThat(spent + taken - restored)
                .isLessThanOrEqualTo(given + earned + atStake + lateConfirms);
    }

    /** As from the database, so that what is written is all there is. */
    private void reload() {
        account.check();
        account = text.read(text.write(account));
    }

    private void act(Random random, Register register, String sale) {
        int choice = random.nextInt(100);
        if (choice < 25) {
            lease(random, register);
        } else if (choice < 60) {
            sell(random, register, sale);
        } else if (choice < 70) {
            reserveAndSell(random, register, sale);
        } else if (choice < 76) {
            giveBack(random, register);
        } else if (choice < 82) {
            giveGoodsBack(random, register);
        } else if (choice < 84) {
            die(register);
        } else {
            deliver(random, register, 1 + random.nextInt(5));
        }
    }

    private void lease(Random random, Register register) {
        String lot = "l-" + random.nextInt(3);
        long wanted = register.granted.getOrDefault(lot, 0L) + random.nextInt(60);
        new Rights(account, now())
                .lease(
                        register.holder,
                        "msk-1",
                        new RightsRequest.Want("m-1", Optional.of(lot), wanted));
        boolean answerLost = random.nextInt(5) == 0;
        if (!answerLost && !dead.contains(register.holder)) {
            register.granted.put(lot, account.lots.get(lot).right(register.holder).granted);
        }
    }

    private void sell(Random random, Register register, String sale) {
        List<SaleBody.Spend> spends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String lot = "l-" + i;
            long most = register.remaining(lot);
            long points = most == 0 ? 0 : random.nextInt((int) most + 1);
            if (points > 0) {
                register.used.merge(lot, points, Long::sum);
                spends.add(new SaleBody.Spend(lot, points, points, 0));
            }
        }
        register.write(OperationKind.SALE, body(sale, spends, random.nextInt(30)));
    }

    private void reserveAndSell(Random random, Register register, String sale) {
        String lot = "l-" + random.nextInt(3);
        var standing =
                new Reservations(account, shelf, now())
                        .reserve(
                                new ReservationRequest(
                                        sale,
                                        "m-1",
                                        List.of(new LotPoints(lot, 1 + random.nextInt(50))),
                                        true),
                                register.holder);
        if (standing.state() != State.HELD) {
            return;
        }
        long held = standing.held().get(0).points();
        int end = random.nextInt(4);
        if (end == 0) {
            register.write(OperationKind.CANCEL, new ReservationBody(sale, "m-1").toNode());
        } else if (end == 1) {
            register.write(OperationKind.CANCEL, new ReservationBody(sale, "m-1").toNode());
            lateConfirms += held;
            register.write(
                    OperationKind.SALE,
                    body(sale, List.of(new SaleBody.Spend(lot, held, 0, held)), 5));
        } else {
            long used = random.nextInt((int) held + 1);
            register.write(
                    OperationKind.SALE,
                    body(sale, List.of(new SaleBody.Spend(lot, used, 0, used)), 5));
        }
    }

    private void giveBack(Random random, Register register) {
        String lot = "l-" + random.nextInt(3);
        long points = register.remaining(lot);
        if (points > 0) {
            register.used.merge(lot, points, Long::sum);
            register.write(
                    OperationKind.RIGHTS_RETURN,
                    new RightsBody(List.of(new LotPoints(lot, points))).toNode());
        }
    }

    private void giveGoodsBack(Random random, Register register) {
        List<String> sold = new ArrayList<>(shelf.sales.keySet());
        if (sold.isEmpty()) {
            return;
        }
        Collections.sort(sold);
        SoldSale sale = shelf.sales.get(sold.get(random.nextInt(sold.size())));
        ReturnBody body =
                new ReturnBody(
                        UUID.nameUUIDFromBytes(
                                                ("r" + register.seq)
                                                        .getBytes(StandardCharsets.UTF_8))
                                        .toString()
                                + register.holder,
                        "R",
                        "msk-1",
                        "2026-11-25",
                        Optional.empty(),
                        sale.id(),
                        List.of(new ReturnBody.Back("1", "1")),
                        Tree.mapping().node(),
                        Tree.mapping().node(),
                        half(sale.spent),
                        half(sale.created),
                        50,
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty());
        register.write(OperationKind.RETURN, body.toNode());
    }

    private static List<LotPoints> half(List<LotPoints> parts) {
        return parts.stream().map(part -> new LotPoints(part.lot(), part.points() / 2)).toList();
    }

    /** Declared dead at once, confirmed twice: what it holds is at stake. */
    private void die(Register register) {
        if (dead.add(register.holder)) {
            for (Lot lot : account.lots.values()) {
                atStake += lot.right(register.holder).remaining();
                atStake +=
                        lot.holds.values().stream()
                                .filter(hold -> hold.holder().equals(register.holder))
                                .mapToLong(Hold::points)
                                .sum();
            }
            new Rights(account, now()).release(register.holder);
        }
    }

    /** The next operations arrive; some of them twice, in the register's order. */
    private void deliver(Random random, Register register, int most) {
        for (int i = 0; i < most && !register.outbox.isEmpty(); i++) {
            Operation operation = register.outbox.get(0);
            if (applied.add(operation.id())) {
                Answer answer =
                        new Bookkeeper(account, shelf, now())
                                .book(new Arrival(operation), List.of());
                assertThat(answer.closes()).isTrue();
                assertThat(answer.outcome()).isNotEqualTo(Answer.Outcome.REJECTED);
                if (operation.kind() == OperationKind.SALE) {
                    paid += spent(operation);
                }
                account.touched();
            }
            if (random.nextInt(4) != 0) {
                register.outbox.remove(0);
            }
        }
    }

    private static long spent(Operation operation) {
        try {
            return SaleBody.read(operation.body()).spends().stream()
                    .mapToLong(SaleBody.Spend::points)
                    .sum();
        } catch (loyalty.engine.document.InvalidDocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static Node.Mapping body(String sale, List<SaleBody.Spend> spends, long earned) {
        Node.Mapping none = Tree.mapping().node();
        Node.Mapping sold =
                Tree.mapping()
                        .put(
                                "lines",
                                List.of("1"),
                                line -> Tree.mapping().put("id", line).put("quantity", "2").node())
                        .node();
        return new SaleBody(
                        sale,
                        sale,
                        "msk-1",
                        "2026-11-25",
                        Optional.empty(),
                        none,
                        none,
                        sold,
                        Optional.empty(),
                        0,
                        spends,
                        earned == 0 ? List.of() : List.of(grant(sale + ":p", earned)),
                        List.of(),
                        new SaleBody.Money(100, 0, 0, 100),
                        List.of(),
                        List.of(),
                        List.of())
                .toNode();
    }

    private static LotGrant grant(String id, long points) {
        return new LotGrant(
                id,
                "purchase",
                Optional.empty(),
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
