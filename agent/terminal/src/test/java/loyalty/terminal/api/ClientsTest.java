package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");

    @TempDir private Path home;

    @Test
    void aTokenIsToldOnceAndKeptOnlyAsItsHash() throws Exception {
        String token = new Clients(home).add("1c", Scope.POS, NOW);
        Path file = home.resolve("clients.json");
        assertThat(Files.readString(file)).doesNotContain(token).contains("1c");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(new Clients(home).withToken(token)).map(Client::name).contains("1c");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceByARunningAgent() throws Exception {
        Clients running = new Clients(home);
        String token = new Clients(home).add("1c", Scope.POS, NOW);
        assertThat(running.withToken(token)).isPresent();
        assertThat(new Clients(home).revoke("1c")).isTrue();
        assertThat(running.withToken(token)).isEmpty();
        assertThat(new Clients(home).revoke("1c")).isFalse();
    }

    @Test
    void aDamagedFileLetsNobodyInAndSaysWhatToDo() throws Exception {
        Files.writeString(home.resolve("clients.json"), "{\"clients\": [");
        assertThatThrownBy(() -> new Clients(home).withToken("x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("add the clients again");
    }

    @Test
    void aClientMayDoWhatItsScopesSayAndNoMore() throws Exception {
        Clients clients = new Clients(home);
        String token = clients.add("kiosk", Set.of(Scope.QUOTE), NOW);
        Access access = new Access(clients);
        Request request = request(Map.of("authorization", "Bearer " + token));
        access.check(request, "quote");
        assertThat(refusal(access, request, "sell").code()).isEqualTo("scope-missing");
        assertThat(refusal(access, request(Map.of()), "quote").status()).isEqualTo(401);
        assertThat(
                        refusal(access, request(Map.of("authorization", "Bearer la_no")), "quote")
                                .hint())
                .isPresent();
        access.check(request(Map.of()), "");
    }

    @Test
    void thePagesSessionIsGoodForOurOwnPagesOnly() throws Exception {
        Access access = new Access(new Clients(home));
        Answer page = access.withSession(request(Map.of()), Answer.text(200, ""));
        String cookie = page.headers().get("set-cookie").split(";", 2)[0];
        access.check(request(Map.of("cookie", cookie, "sec-fetch-site", "same-origin")), "sell");
        Request foreign = request(Map.of("cookie", cookie, "sec-fetch-site", "cross-site"));
        assertThat(refusal(access, foreign, "sell").status()).isEqualTo(401);
        Request own = request(Map.of("cookie", cookie));
        assertThat(refusal(access, own, "admin").status()).isEqualTo(403);
        assertThat(page.headers().get("set-cookie")).contains("HttpOnly", "SameSite=Strict");
    }

    @Test
    void aBrowserElsewhereGetsNoSession() {
        Access access = new Access(new Clients(home));
        Request remote =
                new Request(Verb.GET, "/", Map.of(), Map.of(), Map.of(), new byte[0], "10.0.0.7");
        assertThat(access.withSession(remote, Answer.text(200, "")).headers())
                .doesNotContainKey("set-cookie");
    }

    private static Refusal refusal(Access access, Request request, String scope) {
        return catchThrowableOfType(Refusal.class, () -> access.check(request, scope));
    }

    private static Request request(Map<String, String> headers) {
        return new Request(
                Verb.GET,
                "/",
                Map.of(),
                Map.<String, List<String>>of(),
                headers,
                new byte[0],
                "127.0.0.1");
    }
}
