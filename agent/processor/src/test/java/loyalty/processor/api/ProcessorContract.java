package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.processor.load.MemberImport;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.sync.Office;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.RightsRequest.Want;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A processor with four members and one register. What extends this is tried with every kind of
 * books; on PostgreSQL it is also shown that each transaction touched one home.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Books.class)
abstract class ProcessorContract {
    @TempDir private Path home;

    private final Books books;
    ProcessorServer server;
    RegisterClient register;
    Office office;

    ProcessorContract(Books books) {
        this.books = books;
    }

    @BeforeEach
    void start() throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                        defaults.postgres(),
                        defaults.offline(),
                        defaults.tls(),
                        new ProcessorSettings.Limits(256, 10_000, 10_000));
        office =
                new Office(
                        books.open(home),
                        Keys.in(home.resolve("keys")),
                        settings,
                        InstantSource.system());
        server = ProcessorServer.start(office);
        Path members = home.resolve("members.ndjson");
        Files.writeString(
                members,
                """
                {"id":"m-1","phone":"+375291234567","card":"2900000012343","name":"Анна Ковалёва","lots":[{"id":"l-1","points":"100"}]}
                {"id":"m-2","card":"2900000012350","points":"60"}
                {"id":"m-3"}
                {"id":"m-4","points":"a lot"}
                """);
        MemberImport.Progress done =
                new MemberImport(office, server.desks()).run(members, progress -> {});
        assertThat(done).isEqualTo(new MemberImport.Progress(4, 3, 1));
        register = newRegister("msk-1-01");
    }

    @AfterEach
    void stop() {
        server.close();
        books.check(office.store());
    }

    final RegisterClient newRegister(String id) throws Exception {
        RegisterClient client = new RegisterClient(server.port());
        client.enrol(server.desks().registers().newCode(id, "msk-1"));
        return client;
    }

    final String points(String member) throws Exception {
        return JsonText.write(register.member(member).member().snapshot().orElseThrow());
    }

    static LotGrant lot(String id, long points) {
        return new LotGrant(
                id,
                "purchase",
                Optional.empty(),
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Node wish(String member, String lot, long total) {
        return new RightsRequest(List.of(new Want(member, Optional.of(lot), total))).toNode();
    }

    static Node.Mapping saleOf(String id) {
        return RegisterClient.sale(id, List.of(), List.of(lot(id + ":p", 5))).toNode();
    }

    final String admin(String method, String path, String token, String body) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:" + server.port() + path))
                                        .header("authorization", "Bearer " + token)
                                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? response.body()
                : response.statusCode() + " " + response.body();
    }

    static String pack(String earn) {
        return """
               programme: veska
               currency: BYN
               zone: Europe/Minsk
               points: {scale: 0, value: "0.01"}
               tiers:
                 by: spend
                 window: rolling P12M
                 levels:
                   - {name: Standart, from: "0", earn: %s}
               earn: {on: paid, rounding: {scope: receipt, mode: floor}}
               redeem: {cap: 70%%}
               """
                .formatted(earn);
    }

    final Counter counter(String packText) throws Exception {
        server.packs().take(packText);
        return new Counter(packText);
    }

    final Answer sold(Counter counter, String member, SaleBody sale) throws Exception {
        return register.send(
                        register.operation(
                                OperationKind.SALE, member, sale.toNode(), counter.hash()))
                .answers()
                .get(0);
    }

    static List<String> codes(Answer answer) {
        return answer.corrections().stream().map(Correction::code).toList();
    }
}
