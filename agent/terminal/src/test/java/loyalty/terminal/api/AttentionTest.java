package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.Keys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What went wrong with the processor stands in status, with what to do. */
class AttentionTest {
    @TempDir private Path home;
    private TestAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = TestAgent.start(home);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private static Contact contact(Instant time, Contact.Standing standing) {
        return new Contact(time, Duration.ofDays(3), "g1", standing, false);
    }

    private void enrolled(Instant time) throws Exception {
        EnrolAnswer answer =
                new EnrolAnswer(
                        new Holder("r-1", 1),
                        "s-1",
                        "veska",
                        SigningKey.generate().verifyKey().base64(),
                        Base64.getEncoder().encodeToString(new byte[32]),
                        Tree.mapping().node(),
                        contact(time, Contact.Standing.LIVE));
        agent.atTheTill(
                () -> {
                    Keys keys = Keys.open(home.resolve("keys"));
                    String key = keys.signing().verifyKey().base64();
                    agent.ledger()
                            .correspondence()
                            .enrolled(answer, agent.ledger().clock().moment(), keys, key);
                    return true;
                });
    }

    private void met(Contact contact) throws Exception {
        agent.atTheTill(
                () -> {
                    agent.ledger().correspondence().take(contact, agent.ledger().clock().moment());
                    return true;
                });
    }

    @Test
    void aRevokedRegisterIsToldToAskTheBackOffice() throws Exception {
        enrolled(Instant.now());
        assertThat(agent.get("/v1/status").body()).contains("\"attention\":[]");
        met(contact(Instant.now(), Contact.Standing.REVOKED));
        assertThat(agent.get("/v1/status").body()).contains("This register is revoked");
    }

    @Test
    void aRegisterWhoseRightsAreVoidIsToldSo() throws Exception {
        enrolled(Instant.now());
        met(contact(Instant.now(), Contact.Standing.FENCED));
        assertThat(agent.get("/v1/status").body())
                .contains("its rights are void", "\"couldRedeem\":\"0\"");
    }

    @Test
    void aClockAYearOffIsToldWithTheDifference() throws Exception {
        enrolled(Instant.now().minus(Duration.ofDays(365)));
        assertThat(agent.get("/v1/status").body())
                .contains("clock differs from the processor's time by PT87", "set the clock right");
    }
}
