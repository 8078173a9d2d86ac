package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loyalty.processor.member.Account;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Home;
import loyalty.processor.store.PostgresStore;
import loyalty.processor.store.RealPostgres;
import loyalty.processor.store.Store;
import loyalty.processor.sync.Office;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one PostgreSQL, any of which may go away. */
class TwoNodesTest {
    private static final int REGISTERS = 4;
    private static final int SALES = 25;

    @TempDir private Path home;

    private Office node(String database) throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                        defaults.postgres(),
                        defaults.offline(),
                        defaults.tls());
        Store store = PostgresStore.open(database, RealPostgres.user(), RealPostgres.password(), 6);
        return new Office(store, Keys.in(home.resolve("keys")), settings, InstantSource.system());
    }

    /** Each sale goes to both nodes, shuffled; one node goes away in the middle. */
    @Test
    void whateverNodeIsAskedEachSaleIsBookedOnceAlsoWhenOneGoesAway() throws Exception {
        String database = RealPostgres.freshDatabase();
        Office office = node(database);
        ProcessorServer one = ProcessorServer.start(office);
        ProcessorServer other = ProcessorServer.start(node(database));
        for (int i = 0; i < 3; i++) {
            String id = "m-" + i;
            office.store()
                    .transact(
                            Home.member(id),
                            transaction -> {
                                office.save(transaction, new Account(id));
                                return true;
                            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(REGISTERS);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < REGISTERS; i++) {
            int number = i;
            String code = one.desks().registers().newCode("r-" + i, "msk-1");
            all.add(pool.submit(() -> sell(number, code, one.port(), other.port())));
        }
        other.close();
        for (Future<Integer> each : all) {
            assertThat(each.get()).isEqualTo(SALES);
        }
        pool.shutdown();
        long points = 0;
        for (int i = 0; i < 3; i++) {
            points += office.account("m-" + i).orElseThrow().available(office.now());
        }
        assertThat(points).isEqualTo(REGISTERS * SALES);
        one.close();
    }

    /** How many sales the processor knows in the end. */
    private static int sell(int number, String code, int first, int second) throws Exception {
        RegisterClient register = new RegisterClient(first);
        register.enrol(code);
        Random random = new Random(number);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < SALES; i++) {
            String sale = "s-" + number + "-" + i;
            LotGrant lot =
                    new LotGrant(
                            sale + ":p",
                            "purchase",
                            Optional.empty(),
                            1,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            operations.add(
                    register.operation(
                            OperationKind.SALE,
                            "m-" + random.nextInt(3),
                            RegisterClient.sale(sale, List.of(), List.of(lot)).toNode()));
        }
        Collections.shuffle(operations, random);
        for (Operation operation : operations) {
            int port = random.nextBoolean() ? first : second;
            if (register.at(port).tries(operation)) {
                register.at(first).tries(operation);
            }
        }
        int known = 0;
        for (Operation operation : operations) {
            Answer answer = register.at(first).send(operation).answers().get(0);
            known += answer.closes() && answer.outcome() != Answer.Outcome.REJECTED ? 1 : 0;
        }
        return known;
    }
}
