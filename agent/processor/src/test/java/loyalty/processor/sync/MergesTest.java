package loyalty.processor.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
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

    /** How many transactions it lives for. */
    private int left = Integer.MAX_VALUE;

    private Office office(Store store) throws Exception {
        return new Office(
                store,
                Keys.in(home.resolve("keys")),
                ProcessorSettings.defaults(),
                () -> Instant.parse("2026-11-25T12:00:00Z"));
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
            desks.merge(one, other);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /** The one who is named may have been merged before: what is left lies further along. */
    @Test
    void aMergeThatWasCutShortAnywhereIsWholeOnceItIsRepeated() throws Exception {
        boolean whole = false;
        int deaths = 0;
        while (!whole) {
            Path file = home.resolve("after-" + deaths + ".db");
            try (Store store = SqliteStore.open(file)) {
                Office office = office(mortal(store));
                Desks desks = desks(office);
                left = Integer.MAX_VALUE;
                new MemberImport(office, desks).run(MEMBERS, "m.ndjson");
                assertThat(merged(desks, "m-2", "m-3")).isTrue();
                left = deaths;
                whole = merged(desks, "m-3", "m-1");
                left = Integer.MAX_VALUE;
                assertThat(merged(desks, "m-3", "m-1")).isTrue();
                assertThat(account(office, "m-1").available(office.now()))
                        .as("after " + deaths + " transactions")
                        .isEqualTo(300);
                for (String closed : new String[] {"m-2", "m-3"}) {
                    assertThat(account(office, closed).hasInheritance())
                            .as(closed + " has something to hand on")
                            .isFalse();
                }
            }
            deaths++;
        }
        assertThat(deaths).isGreaterThan(3);
    }

    private static Account account(Office office, String member) throws StoreException {
        return office.account(member).orElseThrow();
    }
}
