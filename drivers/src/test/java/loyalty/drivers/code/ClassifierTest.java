package loyalty.drivers.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loyalty.drivers.scanner.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private final Classifier classifier =
            new Classifier(
                    CodeRules.usual().withPromos(List.of(Pattern.compile("КОФЕ[0-9]{2}"))),
                    new SignedCodes(Map.of(), InstantSource.system(), SignedCodes.Rules.USUAL));

    private Code classify(String text) {
        return classifier.classify(Scan.of(text));
    }

    @Test
    void anOwnEan13WithItsCheckDigitIsACard() {
        assertThat(classify("2900000012349"))
                .isEqualTo(new Code.Card("2900000012349", "own"))
                .hasToString("Card[range=own]");
    }

    @Test
    void anOwnEan13WithAWrongCheckDigitIsMisreadNotACard() {
        assertThat(classify("2900000012344")).isInstanceOf(Code.Product.class);
        assertThat(classifier.misread(Scan.of("2900000012344"))).isTrue();
        assertThat(classifier.misread(Scan.of("2900000012349"))).isFalse();
    }

    @Test
    void aCardInsideSomethingLongerIsNoCard() {
        assertThat(classify("12900000012349")).isInstanceOf(Code.Product.class);
        assertThat(classify("29000000123490")).isInstanceOf(Code.Product.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "010460000000001521abcdef\u001d91EE06\u001d92signature",
                "010460000000001521abcdef91EE0692signature",
                "(01)04600000000015(21)abcdef",
                "\u001d010460000000001521abcdef",
                "04600000000015ABCDEFGabcdHIJK"
            })
    void stateMarksAreKnownWithAndWithoutGs(String mark) {
        assertThat(classify(mark)).isInstanceOf(Code.StateMark.class);
    }

    @Test
    void whateverComesFromADataMatrixIsAMark() {
        byte[] card = "2900000012349".getBytes(StandardCharsets.US_ASCII);
        assertThat(classifier.classify(Scan.of(card, "]d2"))).isInstanceOf(Code.StateMark.class);
        assertThat(classifier.classify(Scan.of(card, "]d1"))).isInstanceOf(Code.StateMark.class);
        assertThat(classifier.classify(Scan.of(card, "]Q1"))).isInstanceOf(Code.Card.class);
    }

    @Test
    void aMarkKeepsEveryByteAndIsNeverShown() {
        Scan scan = Scan.of("010460000000001521SECRET\u001d93abcd");
        Code.StateMark mark = (Code.StateMark) classifier.classify(scan);
        assertThat(mark.scan().bytes()).isEqualTo(scan.bytes());
        assertThat(mark.toString()).doesNotContain("SECRET").doesNotContain("0460000000001");
    }

    @Test
    void aNumberThatOnlyLooksLikeAMarkIsNone() {
        assertThat(classify("010460000000001621abcdef")).isInstanceOf(Code.Product.class);
    }

    @ParameterizedTest
    @CsvSource({
        "+7 (916) 123-45-67,+79161234567",
        "89161234567,+79161234567",
        "tel:+79161234567,+79161234567",
        "+375 29 123 45 67,+375291234567",
        "80291234567,+375291234567",
        "80 (17) 123-45-67,+375171234567",
        "77011234567,+77011234567"
    })
    void phonesAreKnownHoweverWritten(String written, String number) {
        assertThat(classify(written)).isEqualTo(new Code.Phone(number)).hasToString("Phone[]");
    }

    @Test
    void digitsFromARetailSymbolAreNeverAPhone() {
        byte[] digits = "89161234567".getBytes(StandardCharsets.US_ASCII);
        assertThat(classifier.classify(Scan.of(digits, "]E0"))).isInstanceOf(Code.Product.class);
    }

    @Test
    void promoWordsAndReceiptsAreKnown() {
        assertThat(classify("КОФЕ26")).isEqualTo(new Code.Promo("КОФЕ26"));
        assertThat(classify("0190a2b4-5c6d-7e8f-9012-3456789abcde"))
                .isInstanceOf(Code.Receipt.class);
        assertThat(classify("t=20261121T2005&s=123.45&fn=9999078900001234&i=12&fp=345678&n=1"))
                .isInstanceOf(Code.Receipt.class);
    }

    @Test
    void anythingElseIsAProduct() {
        assertThat(classify("4600000000015")).isInstanceOf(Code.Product.class);
    }

    @Test
    void overlappingCardRangesAreRefusedAndBothAreNamed() {
        CardRange narrow = CardRange.prefix("gold", "2901", 13, CheckDigit.GS1);
        assertThatThrownBy(() -> CodeRules.usual().withCards(List.of(CodeRules.OWN_EAN_13, narrow)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own")
                .hasMessageContaining("gold");
    }

    @Test
    void rangesThatOnlyTouchOrDifferInLengthAreFine() {
        CodeRules rules =
                CodeRules.usual()
                        .withCards(
                                List.of(
                                        new CardRange("a", "2900", "2904", 13, CheckDigit.GS1),
                                        new CardRange("b", "2905", "2909", 13, CheckDigit.GS1),
                                        CardRange.prefix("c", "290", 16, CheckDigit.LUHN)));
        assertThat(rules.cards()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GS1,4600000000015,true",
        "GS1,46000000,false",
        "GS1,96385074,true",
        "LUHN,4111111111111111,true",
        "LUHN,4111111111111112,false"
    })
    void checkDigitsAreComputed(CheckDigit check, String digits, boolean holds) {
        assertThat(check.holds(digits)).isEqualTo(holds);
    }
}
