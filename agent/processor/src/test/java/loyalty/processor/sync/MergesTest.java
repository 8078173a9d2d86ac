package loyalty.processor.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import loyalty.processor.load.MemberImport;
import loyalty.processor.member.Account;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackReplay;
import loyalty.processor.packs.Packs;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge takes several transactions, and a processor may die between any two of them. */
class MergesTest {
    private static final String MEMBERS =
            """
            {"id":"m-1","lots":[{"id":"l-1","points":"100"}]}
            {"id":"m-2","lots":[{"id":"l-2","points":"100"}]}
            {"id":"m-3","lots":[{"id":"l-3","points":"100"}]}
            """;

    @TempDir private Path home;

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");

    /** How many transactions it lives for. */
    private int left = Integer.MAX_VALUE;

    private Office office(Store store) throws Exception {
        return new Office(
                store, Keys.in(home.resolve("keys")), ProcessorSettings.defaults(), () -> now);
    }

    private static Desks desks(Office office) {
        Programme programme = new Programme(office);
        Packs packs = new Packs(office, programme, new EnginePacks());
        return new Desks(office, programme, new PackReplay(packs), (kind, answer) -> {});
    }

    private Store mortal(Store store) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("transact") && left-- <= 0) {
                                throw new StoreException(
                                        StoreException.Fault.UNREACHABLE,
                                        "it died",
                                        new IOException());
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** False if it died meanwhile. */
    private static boolean merged(Desks desks, String one, String other) {
        try {
            desks.merges().merge(one, other);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /** The one who is named may have been merged before: what is left lies further along. */
    @Test
    void aMergeThatWasCutShortAnywhereIsWholeOnceItIsRepeated() throws Exception {
        assertThat(
                        deathsOf(
                                desks -> merged(desks, "m-2", "m-3"),
                                desks -> merged(desks, "m-3", "m-1"),
                                desks -> merged(desks, "m-3", "m-1")))
                .isGreaterThan(3);
    }

    /** Else a member's points would be nowhere until somebody asks for the merge once more. */
    @Test
    void aMergeThatWasCutShortIsFinishedThoughNobodyRepeatsIt() throws Exception {
        assertThat(
                        deathsOf(
                                desks -> merged(desks, "m-3", "m-1"),
                                desks -> merged(desks, "m-2", "m-1"),
                                this::finished))
                .isGreaterThan(3);
    }

    private boolean finished(Desks desks) {
        now = now.plus(Duration.ofMinutes(2));
        try {
            desks.merges().finish();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    @Test
    void theSurvivorOfAMergeThatWasCutShortMayBeMergedItself() throws Exception {
        assertThat(
                        deathsOf(
                                desks -> true,
                                desks -> merged(desks, "m-3", "m-2"),
                                desks ->
                                        merged(desks, "m-2", "m-1") && merged(desks, "m-3", "m-2")))
                .isGreaterThan(2);
    }

    /** Something done with members; false if the processor died meanwhile. */
    private interface Deed {
        boolean with(Desks desks);
    }

    /** The second deed dies after each of its transactions; after the third nothing is lost. */
    private int deathsOf(Deed before, Deed dying, Deed after) throws Exception {
        boolean whole = false;
        int deaths = 0;
        while (!whole) {
            Path file = home.resolve("after-" + deaths + ".db");
            try (Store store = SqliteStore.open(file)) {
                Office office = office(mortal(store));
                Desks desks = desks(office);
                left = Integer.MAX_VALUE;
                new MemberImport(office, desks).run(MEMBERS, "m.ndjson");
                assertThat(before.with(desks)).isTrue();
                left = deaths;
                whole = dying.with(desks);
                left = Integer.MAX_VALUE;
                assertThat(after.with(desks)).isTrue();
                nothingIsLost(office, "after " + deaths + " transactions");
            }
            deaths++;
        }
        return deaths;
    }

    /** Who is closed has nothing, and the others have all there is. */
    private void nothingIsLost(Office office, String when) throws StoreException {
        long points = 0;
        for (String member : List.of("m-1", "m-2", "m-3")) {
            Account account = office.account(member).orElseThrow();
            boolean closed = account.redirect().isPresent();
            long available = account.available(now);
            points += closed ? 0 : available;
            assertThat(account.hasInheritance() || (closed && available > 0))
                    .as(when + " " + member + " is closed and has something")
                    .isFalse();
        }
        assertThat(points).as(when).isEqualTo(300);
    }
}
