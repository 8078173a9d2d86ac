package loyalty.acceptance.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import loyalty.acceptance.program.Calls;
import loyalty.drivers.code.SignedCodes;
import loyalty.processor.api.ProcessorServer;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.sync.Office;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.agent.Agent;
import loyalty.terminal.api.Clients;
import loyalty.terminal.api.Scope;
import loyalty.terminal.settings.AgentSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A customer who would stand out is enrolled, sells with phone, card, QR code and id, brings goods
 * back and is told to the processor, with every logger of the program heard at its finest.
 */
class NobodyInLogsAndFilesTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PHONE = "375297654321";
    private static final String CARD = "2917171717171";
    private static final String NAME = "Жозефина Кракозяблова";
    private static final String EMAIL = "zhozefina@example.test";
    private static final String SALE =
            """
            {"member": {"%s": "%s"}, "basket": {"receipt": "%s", "lines": [
              {"id": "1", "name": "Кофе", "quantity": "2", "price": "9.50"}]}}""";

    @TempDir private Path home;
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private Level before = Level.INFO;
    private ProcessorServer processor;
    private Agent agent;
    private Calls calls;
    private String qr = "";
    private int keys;

    @BeforeEach
    void start() throws Exception {
        before = root.getLevel();
        heard.start();
        root.addAppender(heard);
        root.setLevel(Level.TRACE);
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                        defaults.postgres(),
                        defaults.offline(),
                        defaults.tls());
        Office office =
                new Office(
                        SqliteStore.open(home.resolve("processor.db")),
                        Keys.in(home.resolve("processor-keys")),
                        settings,
                        InstantSource.system());
        processor = ProcessorServer.start(office);
        String pack = processor.packs().take(Files.readString(PACK)).hash();
        processor.packs().assign(pack, Set.of("all"), office.now());
        KeyPair issuer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Instant now = InstantSource.system().instant();
        qr =
                SignedCodes.sign(
                        "app",
                        issuer.getPrivate(),
                        CARD,
                        now.minusSeconds(1),
                        now.plusSeconds(3_600),
                        "nonce-001");
        String yaml =
                """
                register: {name: r-1, store: s-1}
                home: agent
                pack: %s
                http: {port: 0}
                processor: {url: "http://127.0.0.1:%d", poll: PT1S}
                codes:
                  issuers: {app: %s}
                """
                        .formatted(
                                PACK,
                                processor.port(),
                                Base64.getEncoder()
                                        .encodeToString(issuer.getPublic().getEncoded()));
        Path file = home.resolve("agent.yaml");
        agent = Agent.start(AgentSettings.of(YamlText.read(yaml, "agent.yaml"), file));
        String token =
                new Clients(home.resolve("agent")).add("test", EnumSet.allOf(Scope.class), now);
        calls = new Calls(URI.create(agent.url()), token);
    }

    @AfterEach
    void stop() {
        agent.close();
        processor.close();
        root.detachAppender(heard);
        root.setLevel(before);
    }

    private Calls.Answer post(String path, String body) throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", "key-" + ++keys);
        return calls.post(path, JsonText.read(body, "test"), key);
    }

    private void accepted(String path, String body) throws Exception {
        Calls.Answer answer = post(path, body);
        assertThat(answer.ok()).as(JsonText.write(answer.body())).isTrue();
    }

    @Test
    void noPhoneCardNameOrAddressIsLoggedOrLiesReadableInAFile() throws Exception {
        String code = processor.desks().registers().newCode("r-1", "s-1");
        accepted("/v1/register/enrol", "{\"code\": \"" + code + "\"}");
        accepted(
                "/v1/members",
                """
                {"phone": "+%s", "name": "%s", "email": "%s", "card": "%s",
                 "birthday": "1977-03-14", "consents": ["personal-data"]}"""
                        .formatted(PHONE, NAME, EMAIL, CARD));
        accepted("/v1/sales?confirm=true", SALE.formatted("phone", "+" + PHONE, "A-1"));
        accepted("/v1/sales?confirm=true", SALE.formatted("code", CARD, "A-2"));
        accepted("/v1/sales?confirm=true", SALE.formatted("code", qr, "A-3"));
        accepted("/v1/returns", "{\"receipt\": \"A-1\"}");
        for (String typed : List.of(CARD, "+" + PHONE, qr)) {
            accepted("/v1/identify", "{\"code\": \"" + typed + "\"}");
        }
        // Slips of the till's program, whose texts must not repeat what was sent.
        post("/v1/identify", "{\"phone\": \"+" + PHONE + "\", \"name\": \"" + NAME + "\"}");
        post("/v1/members", "{\"phone\": \"+" + PHONE + "9\", \"name\": \"" + NAME + "\"}");
        post("/v1/sales", SALE.formatted("code", "2917171717176", "A-4"));
        Calls.Answer status =
                calls.until("/v1/status", a -> a.at("pending.operations").equals("0"), PATIENCE);
        assertThat(status.at("pending.operations")).isEqualTo("0");
        agent.close();
        processor.close();

        assertThat(heard.list).isNotEmpty();
        List<String> tells = new ArrayList<>();
        for (String personal :
                List.of(
                        PHONE.substring(3),
                        CARD.substring(0, 12),
                        "Кракозяблова",
                        EMAIL,
                        "1977-03-14",
                        qr.substring(0, 40))) {
            List.copyOf(heard.list).stream()
                    .map(NobodyInLogsAndFilesTest::whole)
                    .filter(text -> text.contains(personal))
                    .forEach(text -> tells.add(personal + " in the log: " + text));
            filesWith(personal).forEach(file -> tells.add(personal + " in " + file));
        }
        assertThat(tells).isEmpty();
    }

    private static String whole(ILoggingEvent event) {
        String text = event.getLoggerName() + " " + event.getFormattedMessage();
        return event.getThrowableProxy() == null
                ? text
                : text + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    private List<Path> filesWith(String personal) throws IOException {
        String bytes = latin(personal.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(5);
            return all.stream().filter(file -> latin(content(file)).contains(bytes)).toList();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
