package loyalty.processor.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import loyalty.processor.load.MemberImport;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackReplay;
import loyalty.processor.packs.Packs;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.text.YamlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir private Path home;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    private Office office(Store store, String settings) throws Exception {
        return new Office(
                store,
                Keys.in(home.resolve("keys")),
                ProcessorSettings.read(YamlText.read(settings, "processor.yaml")),
                now::get);
    }

    /** One register holds 40 points of one member. */
    private static Desks desks(Office office) throws Exception {
        Programme programme = new Programme(office);
        Packs packs = new Packs(office, programme, new EnginePacks());
        Desks desks = new Desks(office, programme, new PackReplay(packs), (kind, answer) -> {});
        new MemberImport(office, desks)
                .run("{\"id\":\"m-1\",\"lots\":[{\"id\":\"l-1\",\"points\":\"100\"}]}", "m.ndjson");
        String key = SigningKey.generate().verifyKey().base64();
        String code = desks.registers().newCode("r-1", "msk-1");
        Holder holder = desks.registers().enrol(EnrolRequest.first(code, key)).holder();
        desks.rights()
                .lease(
                        new Caller(holder, "msk-1", Contact.Standing.LIVE),
                        new RightsRequest(
                                List.of(new RightsRequest.Want("m-1", Optional.of("l-1"), 40))));
        assertThat(desks.registers().bound()).containsEntry(holder, 40L);
        return desks;
    }

    private List<Silence.Silent> after(Duration silent, Office office, Desks desks)
            throws Exception {
        now.set(START.plus(silent));
        return new Silence(office, desks.registers()).look();
    }

    @Test
    void aRegisterSilentForAWeekWithPointsIsToldOfAndKeepsThem() throws Exception {
        try (Store store = SqliteStore.open(home.resolve("p.db"))) {
            Office office = office(store, "offline: {term: P3D}");
            Desks desks = desks(office);
            assertThat(after(Duration.ofDays(6), office, desks)).isEmpty();
            assertThat(after(Duration.ofDays(8), office, desks))
                    .extracting(Silence.Silent::points)
                    .containsExactly(40L);
            assertThat(after(Duration.ofDays(400), office, desks)).hasSize(1);
            assertThat(desks.registers().bound()).isNotEmpty();
        }
    }

    @Test
    void onlyIfTheSettingsSaySoItsPointsComeHomeByThemselves() throws Exception {
        try (Store store = SqliteStore.open(home.resolve("p.db"))) {
            Office office = office(store, "offline: {term: P3D, autoRelease: P10D}");
            Desks desks = desks(office);
            assertThat(after(Duration.ofDays(9), office, desks)).hasSize(1);
            assertThat(after(Duration.ofDays(11), office, desks)).isEmpty();
            assertThat(desks.registers().bound()).isEmpty();
            assertThat(store.audit(1))
                    .extracting(Store.AuditEntry::actor)
                    .containsExactly("autoRelease");
        }
    }
}
