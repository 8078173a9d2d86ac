package loyalty.drivers.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import loyalty.drivers.code.Code.Refused.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignedCodesTest {
    private static final Instant ISSUED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant EXPIRES = ISSUED.plusSeconds(300);

    private final InstantSource clock = () -> this.now;
    private Instant now = ISSUED.plusSeconds(5);
    private KeyPair key;
    private SignedCodes codes;

    @BeforeEach
    void makeKey() throws Exception {
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        codes = new SignedCodes(Map.of("app", key.getPublic()), clock, SignedCodes.Rules.USUAL);
    }

    private String sign(String nonce) throws Exception {
        return SignedCodes.sign("app", key.getPrivate(), "2900000012349", ISSUED, EXPIRES, nonce);
    }

    private Reason reason(String code) {
        return ((Code.Refused) codes.read(code)).reason();
    }

    @Test
    void aGenuineCodeInTimeIsAccepted() throws Exception {
        assertThat(codes.read(sign("nonce-001")))
                .isEqualTo(new Code.Signed("2900000012349", "app", ISSUED, EXPIRES));
    }

    @Test
    void oneChangedCharacterAnywhereIsRefused() throws Exception {
        String code = sign("nonce-001");
        for (int i = 4; i < code.length(); i++) {
            char other = code.charAt(i) == 'A' ? 'B' : 'A';
            Code read = codes.read(code.substring(0, i) + other + code.substring(i + 1));
            assertThat(read).as("changed at " + i).isInstanceOf(Code.Refused.class);
        }
    }

    @Test
    void halfACodeIsDamaged() throws Exception {
        String code = sign("nonce-001");
        for (int i = 4; i < code.length(); i++) {
            assertThat(reason(code.substring(0, i))).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void anUnknownIssuerAndAForgerAreToldApart() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(
                        reason(
                                SignedCodes.sign(
                                                "app",
                                                key.getPrivate(),
                                                "1",
                                                ISSUED,
                                                EXPIRES,
                                                "nonce-0001")
                                        .substring(1)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(
                        reason(
                                SignedCodes.sign(
                                        "who", key.getPrivate(), "1", ISSUED, EXPIRES, "nonce-01")))
                .isEqualTo(Reason.UNKNOWN_ISSUER);
        assertThat(
                        reason(
                                SignedCodes.sign(
                                        "app",
                                        other.getPrivate(),
                                        "1",
                                        ISSUED,
                                        EXPIRES,
                                        "nonce-01")))
                .isEqualTo(Reason.FORGED);
    }

    @Test
    void timesAreKeptWithinTheSkew() throws Exception {
        now = EXPIRES.plusSeconds(119);
        assertThat(codes.read(sign("nonce-001"))).isInstanceOf(Code.Signed.class);
        now = EXPIRES.plusSeconds(120);
        assertThat(reason(sign("nonce-002"))).isEqualTo(Reason.EXPIRED);
        now = ISSUED.minusSeconds(120);
        assertThat(codes.read(sign("nonce-003"))).isInstanceOf(Code.Signed.class);
        now = ISSUED.minusSeconds(121);
        assertThat(reason(sign("nonce-004"))).isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void aWrongClockIsToldWithItsSkew() throws Exception {
        now = ISSUED.minus(Duration.ofMinutes(10));
        assertThat(((Code.Refused) codes.read(sign("nonce-001"))).sentence())
                .contains("10 min in the future");
    }

    @Test
    void aCodeShownAgainLaterIsRefusedAndAtOnceIsTheSameShowing() throws Exception {
        String code = sign("nonce-001");
        assertThat(codes.read(code)).isInstanceOf(Code.Signed.class);
        now = now.plusSeconds(59);
        assertThat(codes.read(code)).isInstanceOf(Code.Signed.class);
        now = now.plusSeconds(1);
        assertThat(reason(code)).isEqualTo(Reason.ALREADY_SHOWN);
    }

    @Test
    void aCodeValidForTooLongIsRefused() throws Exception {
        String forever =
                SignedCodes.sign(
                        "app",
                        key.getPrivate(),
                        "1",
                        ISSUED,
                        ISSUED.plus(Duration.ofDays(2)),
                        "nonce-001");
        assertThat(reason(forever)).isEqualTo(Reason.EXPIRED);
    }
}
