package loyalty.receipt.codepage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodePageTest {
    @ParameterizedTest
    @CsvSource({
        "CP866,VЁSKA,56f0534b41",
        "CP1251,VЁSKA,56a8534b41",
        "CP866,№Ўў,fcf6f7",
        "CP1251,«—»€Іі,ab97bb88b2b3",
        "KZ-1048,ӘәҒғҚқҢңӨөҰұҮүҺһ,a3bcaaba8d9dbdbea5b4a1a2afbf8e9e",
        "CP1125,ҐґЄєІіЇї№,f2f3f4f5f6f7f8f9fc",
        "CP855,Ёё,8584"
    })
    void lettersHaveTheirPublishedBytes(String name, String text, String bytes) {
        CodePage page = CodePage.named(name).orElseThrow();
        StringBuilder hex = new StringBuilder();
        text.codePoints()
                .forEach(c -> hex.append(HexFormat.of().toHexDigits((byte) page.byteOf(c))));

        assertThat(hex).hasToString(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "CP866,«",
        "CP866,—",
        "CP866,€",
        "CP866,І",
        "CP866,₽",
        "CP1251,₽",
        "CP1251,₸",
        "CP1251,қ",
        "KZ-1048,₸",
        "CP866,👍"
    })
    void aMissingLetterIsSaidToBeMissing(String name, String letter) {
        CodePage page = CodePage.named(name).orElseThrow();

        assertThat(page.byteOf(letter.codePointAt(0))).isEqualTo(CodePage.NONE);
        assertThat(page.has('?')).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CP437", "CP850", "CP852", "CP855", "CP857", "CP858", "CP862", "CP866", "CP1125",
                "CP1250", "CP1251", "CP1252", "CP1253", "CP1254", "CP1257", "KZ-1048", "KOI8-R",
                "KOI8-U", "ASCII"
            })
    void everyLetterOfAPageComesBackFromItsByte(String name) {
        CodePage page = CodePage.named(name).orElseThrow();
        for (int b = 0; b < 256; b++) {
            char letter = page.letter(b);
            if (letter != Tables.UNUSED) {
                assertThat(page.letter(page.byteOf(letter))).isEqualTo(letter);
            }
        }
    }

    @Test
    void anUnknownPageIsNotGuessed() {
        assertThat(CodePage.named("CP9999")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"«,'\"'", "—,-", "₽,руб.", "₸,тг", "…,...", "é,e", "\u00A0,' '"})
    void substitutesSayTheSame(String letter, String substitute) {
        CodePage page = CodePage.named("CP866").orElseThrow();

        assertThat(Substitutes.of(letter.codePointAt(0), page)).contains(substitute);
    }

    @Test
    void whereCyrillicIsMissingTheCurrencyIsWrittenInLatin() {
        CodePage page = CodePage.named("CP437").orElseThrow();

        assertThat(Substitutes.of('₽', page)).contains("RUB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"қ", "ұ", "Ж", "й", "領", "👍"})
    void lettersOfAnotherAlphabetHaveNone(String letter) {
        assertThat(Substitutes.candidates(letter.codePointAt(0))).isEmpty();
    }
}
