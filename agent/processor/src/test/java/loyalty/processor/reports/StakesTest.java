package loyalty.processor.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.load.MemberImport;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackReplay;
import loyalty.processor.packs.Packs;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.YamlText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores, three registers: what could be lost at each of them. */
class StakesTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir private Path home;
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Store store;
    private Desks desks;
    private Packs packs;
    private Stakes stakes;
    private Holder first;
    private Holder second;

    @BeforeEach
    void start() throws Exception {
        store = SqliteStore.open(home.resolve("p.db"));
        Office office =
                new Office(
                        store,
                        Keys.in(home.resolve("keys")),
                        ProcessorSettings.read(
                                YamlText.read(
                                        "offline: {term: P3D, releaseAlarm: P7D}",
                                        "processor.yaml")),
                        now::get);
        Programme programme = new Programme(office);
        packs = new Packs(office, programme, new EnginePacks());
        desks = new Desks(office, programme, new PackReplay(packs), (kind, answer) -> {});
        stakes = new Stakes(office, desks.registers(), packs);
        new MemberImport(office, desks)
                .run("{\"id\":\"m-1\",\"lots\":[{\"id\":\"l-1\",\"points\":\"100\"}]}", "m.ndjson");
        first = enrolled("r-1", "msk-1");
        second = enrolled("r-2", "msk-1");
        enrolled("r-3", "msk-2");
        lease(first, 30);
        lease(second, 20);
    }

    @AfterEach
    void stop() throws Exception {
        desks.operations().close();
        store.close();
    }

    private Holder enrolled(String register, String at) throws Exception {
        String key = SigningKey.generate().verifyKey().base64();
        String code = desks.registers().newCode(register, at);
        return desks.registers().enrol(EnrolRequest.first(code, key)).holder();
    }

    private void lease(Holder holder, long points) throws Exception {
        desks.rights()
                .lease(
                        new Caller(holder, "msk-1", Contact.Standing.LIVE),
                        new RightsRequest(
                                List.of(
                                        new RightsRequest.Want(
                                                "m-1", Optional.of("l-1"), points))));
    }

    @Test
    void aStoreCouldRedeemWhatItsRegistersHold() throws Exception {
        assertThat(stakes.ofRegisters().get("r-1").couldRedeem()).isEqualTo(30);
        Stakes.Stake store = stakes.ofStores().get("msk-1");
        assertThat(store).isEqualTo(new Stakes.Stake(2, Duration.ZERO, 50, 0, Optional.of(0L), 0));
        assertThat(stakes.ofStores().get("msk-2").couldRedeem()).isZero();
    }

    @Test
    void whatIsBoundToASilentRegisterIsToldWithItsAge() throws Exception {
        now.set(START.plus(Duration.ofDays(8)));
        Stakes.Stake store = stakes.ofStores().get("msk-1");
        assertThat(store.bound()).isEqualTo(50);
        assertThat(store.silent()).isEqualTo(Duration.ofDays(8));
    }

    @Test
    void whatWasReleasedMayBeSpentTwiceAndWhatWasIsCovered() throws Exception {
        desks.registers().declareDead(second);
        assertThat(desks.registers().release(second)).isEqualTo(20);
        assertThat(stakes.ofStores().get("msk-1").worstLoss()).contains(20L);
        lease(first, 100);
        desks.operations().answer(new Caller(second, "msk-1", Contact.Standing.FENCED), sale(95));
        assertThat(stakes.ofRegisters().get("r-2").covered()).isEqualTo(45);
        desks.operations().answer(new Caller(second, "msk-1", Contact.Standing.FENCED), sale(95));
        assertThat(stakes.ofStores().get("msk-1").covered()).isEqualTo(45);
    }

    private Batch sale(long points) {
        Node.Mapping none = Tree.mapping().node();
        SaleBody body =
                new SaleBody(
                        "s-1",
                        "R-1",
                        "msk-1",
                        "2026-11-25",
                        Optional.empty(),
                        none,
                        none,
                        none,
                        Optional.empty(),
                        1,
                        List.of(new SaleBody.Spend("l-1", points, points, 0)),
                        List.of(),
                        List.of(),
                        new SaleBody.Money(10_000, 0, 0, 10_000),
                        List.of(),
                        List.of(),
                        List.of());
        return new Batch(
                List.of(
                        new Operation(
                                new UUID(1, 1),
                                second,
                                1,
                                Optional.of("m-1"),
                                OperationKind.SALE,
                                body.toNode(),
                                "",
                                "",
                                START,
                                ClockQuality.TRUSTED,
                                "",
                                Optional.empty(),
                                List.of())));
    }

    @Test
    void thePolicyOfThePackDecidesWhatCouldBeLost() throws Exception {
        assertThat(worstUnder("offline: {policy: refuse}")).contains(0L);
        assertThat(worstUnder("offline: {policy: floorLimit, perRegister: \"500\"}"))
                .contains(1_000L);
        assertThat(worstUnder("redeem: {maximum: \"40\"}\noffline: {policy: knownBalance}"))
                .contains(800L);
        assertThat(worstUnder("offline: {policy: knownBalance}")).isEmpty();
    }

    /** Of the store with two registers. */
    private Optional<Long> worstUnder(String rules) throws Exception {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "programme: p",
                                "currency: BYN",
                                "zone: Europe/Minsk",
                                "points: {scale: 0, value: \"0.01\"}"));
        lines.add(rules);
        String hash = packs.take(String.join("\n", lines) + "\n").hash();
        packs.assign(hash, Set.of("msk-1"), now.get());
        return new Stakes(stakesOffice(), desks.registers(), fresh())
                .ofStores()
                .get("msk-1")
                .worstLoss();
    }

    private Office stakesOffice() throws Exception {
        return new Office(
                store, Keys.in(home.resolve("keys")), ProcessorSettings.defaults(), now::get);
    }

    /** Assignments are looked up again only after a moment. */
    private Packs fresh() throws Exception {
        Office office = stakesOffice();
        return new Packs(office, new Programme(office), new EnginePacks());
    }
}
