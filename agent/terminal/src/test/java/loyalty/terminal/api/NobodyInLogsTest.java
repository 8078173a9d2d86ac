package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A customer who would stand out, at a register that is not enrolled: every log level, and disk.
 */
class NobodyInLogsTest {
    private static final String PHONE = "375297654321";
    private static final String CARD = "2917171717176";
    private static final String NAME = "Жозефина Кракозяблова";
    private static final String SALE =
            """
            {"member": {"%s": "%s"}, "basket": {"receipt": "%s", "lines": [
              {"id": "1", "name": "Кофе", "quantity": "2", "price": "9.50"}]}}""";

    @TempDir private Path home;

    @Test
    void noPhoneCardOrNameIsLoggedOrLiesReadableInAFile() throws Exception {
        Logger ours = (Logger) LoggerFactory.getLogger("loyalty");
        Level before = ours.getLevel();
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        ours.addAppender(heard);
        ours.setLevel(Level.TRACE);
        try (TestAgent agent = TestAgent.start(home)) {
            sell(agent);
        } finally {
            ours.detachAppender(heard);
            ours.setLevel(before);
        }
        for (String personal : List.of(PHONE.substring(3), CARD, "Кракозяблова")) {
            assertThat(List.copyOf(heard.list)).noneMatch(event -> whole(event).contains(personal));
            assertThat(filesWith(personal)).isEmpty();
        }
    }

    private static void sell(TestAgent agent) throws Exception {
        String enrol = "{\"phone\": \"+%s\", \"name\": \"%s\", \"consents\": [\"personal-data\"]}";
        agent.post("/v1/members", enrol.formatted(PHONE, NAME));
        String sales = "/v1/sales?confirm=true";
        agent.post(sales, SALE.formatted("phone", "+" + PHONE, "A-1"));
        agent.post(sales, SALE.formatted("code", CARD, "A-2"));
        agent.post("/v1/identify", "{\"code\": \"" + CARD + "\"}");
        agent.post("/v1/identify", "{\"phone\": \"+" + PHONE + "\", \"name\": ");
    }

    private static String whole(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? event.getFormattedMessage()
                : event.getFormattedMessage()
                        + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    private List<Path> filesWith(String personal) throws IOException {
        String bytes = latin(personal.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
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
