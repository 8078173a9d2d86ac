package loyalty.benchmarks.processor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.acceptance.database.OwnPostgres;
import loyalty.acceptance.program.EmptyDirectory;
import loyalty.processor.api.ProcessorServer;
import loyalty.processor.member.Account;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Document;
import loyalty.processor.store.PostgresStore;
import loyalty.processor.sync.Office;

/** Processors in this JVM over one PostgreSQL of their own. */
final class Nodes implements AutoCloseable {
    private static final int WORKERS = 8;
    private static final int CONNECTIONS = 12;
    private static final int CHUNK = 10_000;

    private final OwnPostgres postgres;
    private final List<ProcessorServer> servers = new ArrayList<>();
    private final Office office;
    private final String address;

    /** As a small database server would be set; everything else is the server's default. */
    private static final List<String> SERVER =
            List.of("shared_buffers=512MB", "max_wal_size=4GB", "max_connections=100");

    private Nodes(OwnPostgres postgres, String address, Path home, int count) throws Exception {
        this.postgres = postgres;
        this.address = address;
        this.office = office(home);
        for (int i = 0; i < count; i++) {
            servers.add(ProcessorServer.start(i == 0 ? office : office(home)));
        }
    }

    static Nodes start(int count) throws Exception {
        Path home = Path.of("var", "benchmark").toAbsolutePath();
        EmptyDirectory.make(home);
        OwnPostgres postgres = OwnPostgres.start(home.resolve("postgres"), SERVER);
        System.out.println("PostgreSQL " + postgres.version() + ", " + String.join(", ", SERVER));
        String address = postgres.database("loyalty");
        Nodes nodes = new Nodes(postgres, address, home, count);
        ProcessorServer first = nodes.servers.get(0);
        String hash = first.packs().take(Files.readString(Shop.PACK)).hash();
        first.packs().assign(hash, Set.of("all"), nodes.office.now());
        return nodes;
    }

    private Office office(Path home) throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, WORKERS, 4_096),
                        Optional.empty(),
                        defaults.offline(),
                        Optional.empty());
        return new Office(
                PostgresStore.open(address, postgres.user(), "", CONNECTIONS),
                Keys.in(home.resolve("keys")),
                settings,
                InstantSource.system());
    }

    int port(int register) {
        return servers.get(register % servers.size()).port();
    }

    Office office() {
        return office;
    }

    ProcessorServer server() {
        return servers.get(0);
    }

    OwnPostgres postgres() {
        return postgres;
    }

    String newCode(String register, String store) throws Exception {
        return servers.get(0).desks().registers().newCode(register, store);
    }

    /** Members without anything but an id. */
    void members(int count) throws Exception {
        for (int from = 0; from < count; from += CHUNK) {
            List<Document> fresh = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + CHUNK); i++) {
                fresh.add(office.next(new Account(Shop.member(i))));
            }
            office.store().add(fresh);
        }
    }

    @Override
    public void close() {
        servers.forEach(ProcessorServer::close);
        postgres.close();
    }
}
