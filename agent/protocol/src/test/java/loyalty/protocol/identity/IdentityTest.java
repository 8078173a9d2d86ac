package loyalty.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    private static final byte[] TEXT = "a batch".getBytes(StandardCharsets.UTF_8);

    @Test
    void operationIdsAreVersionSevenAndSortByTime() {
        UUID early = new Ids(() -> Instant.ofEpochMilli(1_000), new SplittableRandom(1)).next();
        UUID late = new Ids(() -> Instant.ofEpochMilli(2_000), new SplittableRandom(1)).next();
        assertThat(early.version()).isEqualTo(7);
        assertThat(early.variant()).isEqualTo(2);
        assertThat(early.toString()).isLessThan(late.toString());
    }

    /** The example of RFC 9562, appendix A.4. */
    @Test
    void derivedIdsFollowTheStandard() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(Ids.derived(dns, "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @ParameterizedTest
    @CsvSource({
        "+7 (912) 345-67-89, +79123456789",
        "8 912 345 67 89, +79123456789",
        "79123456789, +79123456789",
        "+375 29 123-45-67, +375291234567",
        "80291234567, +375291234567",
        "375291234567, +375291234567"
    })
    void phonesAreReadAsPeopleWriteThem(String written, String e164) {
        assertThat(PhoneNumber.parse(written)).contains(new PhoneNumber(e164));
    }

    @Test
    void aPhoneNeverPrintsItself() {
        assertThat(new PhoneNumber("+79123456789")).hasToString("+…89");
        assertThat(PhoneNumber.parse("12345")).isEmpty();
    }

    @Test
    void thePhoneOfOneProgrammeIsTheSameMemberOnEveryRegister() {
        String hex = "00112233445566778899aabbccddeeff";
        PhoneNumber phone = new PhoneNumber("+79123456789");
        assertThat(IdentifierKey.ofHex(hex).memberOf(phone))
                .isEqualTo(IdentifierKey.ofHex(hex).memberOf(phone))
                .isNotEqualTo(IdentifierKey.ofHex(hex.replace('0', '1')).memberOf(phone));
    }

    @Test
    void aSignatureHoldsForItsContentAndItsKeyOnly() {
        SigningKey key = SigningKey.ofText(SigningKey.generate().toText());
        String signature = key.sign(TEXT);
        assertThat(key.verifyKey().verifies(TEXT, signature)).isTrue();
        assertThat(VerifyKey.ofBase64(key.verifyKey().base64()).verifies(TEXT, signature)).isTrue();
        assertThat(key.verifyKey().verifies(new byte[] {1}, signature)).isFalse();
        assertThat(SigningKey.generate().verifyKey().verifies(TEXT, signature)).isFalse();
        assertThat(key.verifyKey().verifies(TEXT, "not base64 !")).isFalse();
        assertThatThrownBy(() -> VerifyKey.ofBase64("AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sealedFieldsOpenUnderTheirKeyOnly() {
        PersonalKey key = PersonalKey.generate();
        String sealed = key.seal("Анна");
        assertThat(PersonalKey.ofHex(key.hex()).open(sealed)).contains("Анна");
        assertThat(key.seal("Анна")).isNotEqualTo(sealed);
        assertThat(PersonalKey.generate().open(sealed)).isEmpty();
        assertThat(key.open("AAAA")).isEmpty();
    }
}
