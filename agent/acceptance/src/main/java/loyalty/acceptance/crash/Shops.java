package loyalty.acceptance.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loyalty.acceptance.program.Books;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.EmptyDirectory;
import loyalty.acceptance.program.Register;

/** A processor and registers with their cashiers, all in processes of their own. */
final class Shops implements AutoCloseable {
    /** The cards of the three members. */
    static final List<String> CARDS = List.of("2900000000018", "2900000000025", "2900000000032");

    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Verifying a journal starts a program, so it is done with each so manieth check. */
    private static final int JOURNAL = 5;

    private static final Path PACK = Path.of("config", "programmes", "veska.yaml");

    private final Path home;
    private final Verdict verdict;
    private final CentralOffice office;
    private final List<Cashier> cashiers = new ArrayList<>();
    private final Set<String> confirmed = new HashSet<>();
    private int checks;
    private boolean damaged;

    private Shops(Path home, Verdict verdict, CentralOffice office) {
        this.home = home;
        this.verdict = verdict;
        this.office = office;
    }

    /** Everything that was in {@code home} goes; a processor with three members starts there. */
    static Shops open(Path home, Verdict verdict) throws IOException {
        EmptyDirectory.make(home);
        Path members = home.resolve("members.csv");
        try (InputStream list = Shops.class.getResourceAsStream("/demo/members.csv")) {
            if (list == null) {
                throw new IOException("the members are not in the jar: build it again");
            }
            Files.copy(list, members);
        }
        return new Shops(
                home, verdict, CentralOffice.open(home.resolve("processor"), PACK, members));
    }

    CentralOffice office() {
        return office;
    }

    /** A register that reaches the processor at {@code processor}, with a cashier that rests. */
    Cashier register(String name, String store, Path folder, URI processor, long seed)
            throws IOException {
        Register.Setup setup =
                new Register.Setup(folder, name, store, PACK, processor, "scanners: []")
                        .logging(home.resolve(name + ".out"));
        Register register = Register.open(setup, office.enrolmentCode(name, store));
        register.calls().until("/v1/status", a -> a.at("members").equals("3"), PATIENCE);
        Cashier cashier = new Cashier(register, CARDS, seed);
        cashiers.add(cashier);
        cashier.start();
        return cashier;
    }

    /** The same in a folder of its own, straight at the processor. */
    Cashier register(String name, String store, long seed) throws IOException {
        return register(name, store, home.resolve(name), office.address(), seed);
    }

    /**
     * A ledger's pages were overwritten: its register may have forgotten a sale whose page it was.
     * The operation is kept beside, and every sale is still counted at the processor.
     */
    void damaged() {
        damaged = true;
    }

    int sold() {
        return cashiers.stream().mapToInt(cashier -> cashier.sold().size()).sum();
    }

    /** What cashiers were refused. */
    String refusals() {
        return String.join(
                "; ", cashiers.stream().map(Cashier::refusal).filter(r -> !r.isEmpty()).toList());
    }

    /** Cashiers rest, registers settle, everything is compared, cashiers go on. */
    void check() throws IOException {
        cashiers.forEach(Cashier::rest);
        for (Cashier cashier : cashiers) {
            settled(cashier);
        }
        for (String card : CARDS) {
            compare(card);
        }
        cashiers.forEach(Cashier::go);
        checks++;
    }

    /** The same with the journals, for the last time. */
    void checkAll() throws IOException {
        checks = 0;
        check();
    }

    private void settled(Cashier cashier) throws IOException {
        Register register = cashier.register();
        Calls calls = register.calls();
        Calls.Answer status = calls.until("/v1/status", Shops::settled, PATIENCE);
        String where = " at " + register.home().getFileName();
        verdict.expect("nothing waits" + where, settled(status));
        verdict.expect(
                "nothing in quarantine" + where, status.at("pending.quarantined").equals("0"));
        verdict.expect(
                "no sale is refused" + where + " " + cashier.refusal(),
                cashier.refusal().isEmpty());
        if (checks % JOURNAL == 0) {
            verdict.expect("the journal verifies" + where, journalVerifies(register));
        }
        for (Cashier.Sold sale : cashier.sold().values()) {
            if (confirmed.add(sale.id())) {
                String state = calls.get("/v1/sales/" + sale.id()).at("state");
                boolean known = state.equals("confirmed");
                verdict.expect(
                        "sale " + sale.id() + " is " + state,
                        known || (damaged && state.isEmpty()));
            }
        }
        long distinct = cashier.sold().values().stream().distinct().count();
        verdict.expect(
                "every key has a sale of its own" + where, distinct == cashier.sold().size());
    }

    private static boolean settled(Calls.Answer status) {
        return status.at("mode").equals("online") && status.at("pending.operations").equals("0");
    }

    private static boolean journalVerifies(Register register) {
        try {
            register.command("journal", "verify");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** One member at the processor and at every register. */
    private void compare(String card) throws IOException {
        long sold =
                cashiers.stream()
                        .flatMap(cashier -> cashier.sold().values().stream())
                        .filter(sale -> sale.card().equals(card))
                        .count();
        for (Cashier cashier : cashiers) {
            Books books = untilEqual(cashier.register().calls(), card);
            String what = card + " at " + cashier.register().home().getFileName() + ": " + books;
            verdict.expect(sold + " sales, once each, of " + what, books.sales() == sold);
            verdict.expect("equal balances of " + what, books.register() == books.processor());
            verdict.expect("nothing covered of " + what, books.covered() == 0);
        }
    }

    /** The feed may take a moment to bring what another register did. */
    private Books untilEqual(Calls register, String card) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Books books = Books.of(office, register, card);
        while (books.register() != books.processor() && System.nanoTime() < end) {
            pause(100);
            books = Books.of(office, register, card);
        }
        return books;
    }

    static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Cashier cashier : cashiers) {
            cashier.close();
            cashier.register().close();
        }
        office.close();
    }
}
