package loyalty.benchmarks.register;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.agent.Agent;
import loyalty.terminal.api.Clients;
import loyalty.terminal.api.Scope;
import loyalty.terminal.settings.AgentSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole agent asked over its local HTTP API, with a million members cached: a quote of ten lines
 * for a member and for nobody, and who a card belongs to. The times are the client's, connection
 * kept open.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 3, time = 6)
@Fork(value = 1, jvmArgs = "-Xmx128m")
public class LocalCallsBenchmark {
    private static final String SETTINGS =
            """
            register: {name: r-1, store: s-1}
            home: .
            pack: %s
            http: {port: 0}
            """;
    private static final String LINE =
            "{\"id\": \"%d\", \"sku\": \"4601234567%03d\", \"categories\": [\"drinks/coffee\"],"
                    + " \"quantity\": \"1\", \"price\": \"18.00\"}";

    private final SplittableRandom random = new SplittableRandom(17);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Param("1000000")
    public long members;

    private Agent agent;
    private String token = "";
    private String basket = "";

    /** Starts an agent in the kept cache. */
    @Setup
    public void start() throws Exception {
        Path home = Crowd.cached(members);
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/personal.key"), Crowd.PERSONAL.hex());
        Files.writeString(home.resolve("keys/identifier.key"), Crowd.KEY.hex());
        Path pack = Path.of("config/programmes/veska.yaml").toAbsolutePath();
        Path file = home.resolve("agent.yaml");
        String settings = SETTINGS.formatted(pack);
        agent = Agent.start(AgentSettings.of(YamlText.read(settings, "agent.yaml"), file));
        token = new Clients(home).add("benchmark", EnumSet.allOf(Scope.class), Instant.EPOCH);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            lines.append(i == 1 ? "" : ",").append(LINE.formatted(i, i));
        }
        basket = "\"basket\": {\"receipt\": \"A-1\", \"lines\": [" + lines + "]}";
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        agent.close();
    }

    /** A basket without a card. */
    @Benchmark
    public String quoteForNobody() throws IOException, InterruptedException {
        return post("/v1/quotes", "{" + basket + "}");
    }

    /** The same with a card, and as many points as it may take. */
    @Benchmark
    public String quoteForMember() throws IOException, InterruptedException {
        return post(
                "/v1/quotes", "{\"member\": " + card() + ", \"redeem\": \"max\"," + basket + "}");
    }

    /** Who is this. */
    @Benchmark
    public String identify() throws IOException, InterruptedException {
        return post("/v1/identify", card());
    }

    private String card() {
        return "{\"memberId\": \"" + Crowd.id(random.nextLong(members)) + "\"}";
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(agent.url() + path))
                        .header("authorization", "Bearer " + token)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        return answer.body();
    }
}
