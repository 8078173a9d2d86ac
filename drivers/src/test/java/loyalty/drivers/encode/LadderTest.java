package loyalty.drivers.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final PrinterProfile EPSON = Profiles.bundled().need("epson-tm-t20iii");

    private static PrinterProfile knowing(Object... pagesAndNumbers) {
        Map<String, Integer> pages = new LinkedHashMap<>();
        for (int i = 0; i < pagesAndNumbers.length; i += 2) {
            pages.put((String) pagesAndNumbers[i], (Integer) pagesAndNumbers[i + 1]);
        }
        return EPSON.withPages(pages);
    }

    private static Encoded encode(PrinterProfile profile, LetterRules rules, String text)
            throws UnprintableException {
        Page page = ReceiptLine.lay("|" + text, profile.paper().columns());
        return new Encoders(profile).pages(rules).encode(page);
    }

    /** The bytes of the one line, without line spacing before and cut after it. */
    private static String line(PrinterProfile profile, String text) throws Exception {
        byte[] bytes = encode(profile, LetterRules.USUAL, text).bytes();
        return HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOfRange(bytes, 3, bytes.length - 5));
    }

    @Test
    void theNameOfTheShopInBothPages() throws Exception {
        assertThat(line(knowing("CP866", 17), "VЁSKA")).isEqualTo("56 1b 74 11 f0 53 4b 41");
        assertThat(line(knowing("CP1251", 46), "VЁSKA")).isEqualTo("56 1b 74 2e a8 53 4b 41");
    }

    @Test
    void asciiNeedsNoPage() throws Exception {
        assertThat(line(EPSON, "Total 5")).isEqualTo("54 6f 74 61 6c 20 35");
    }

    @Test
    void thePageChangesInsideALineAndOnlyWhereItMust() throws Exception {
        assertThat(line(knowing("CP866", 17, "CP1251", 46), "№ «Ы»"))
                .as("№ is on both; the page that goes farthest is taken at once")
                .isEqualTo("1b 74 2e b9 20 ab db bb");
        assertThat(line(knowing("CP866", 17, "CP437", 0), "Я é"))
                .isEqualTo("1b 74 11 9f 20 1b 74 00 82");
    }

    @Test
    void onlyWhatNoPageHasIsSubstitutedAndReported() throws Exception {
        Encoded encoded = encode(knowing("CP866", 17), LetterRules.USUAL, "«А» — 5 ₽");
        assertThat(encoded.replaced())
                .extracting(Replacement::toString)
                .containsExactly(
                        "row 0: « as \"", "row 0: » as \"", "row 0: — as -", "row 0: ₽ as руб.");
        assertThat(encode(knowing("CP1251", 46), LetterRules.USUAL, "«А» — №").replaced())
                .isEmpty();
    }

    @Test
    void belarusianIsWrittenInCp866WithTheLatinI() throws Exception {
        assertThat(line(knowing("CP866", 17), "Ўі")).isEqualTo("1b 74 11 f6 69");
    }

    @Test
    void kazakhGoesToItsPageOrBecomesAPicture() throws Exception {
        assertThat(line(knowing("CP866", 17, "KZ-1048", 53), "Қазақ"))
                .isEqualTo("1b 74 35 8d e0 e7 e0 9d");
        Encoded drawn = encode(knowing("CP866", 17, "CP1251", 46), LetterRules.USUAL, "Қазақ");
        assertThat(HexFormat.of().formatHex(drawn.bytes())).contains("1d763000");
        assertThat(drawn.replaced()).allMatch(Replacement::drawn);
        assertThat(drawn.replaced()).extracting(Replacement::letter).containsExactly("Қ", "қ");
    }

    @Test
    void strictRulesRefuseAndNameTheLetters() {
        assertThatThrownBy(() -> encode(knowing("CP866", 17), LetterRules.STRICT, "«Қ» ₸"))
                .isInstanceOf(UnprintableException.class)
                .hasMessageContaining("« (row 0), Қ (row 0), » (row 0), ₸ (row 0)")
                .hasMessageContaining("allow substitutes or pictures");
    }

    @Test
    void substitutesAllowedButNoPictures() throws Exception {
        LetterRules rules = new LetterRules(true, LetterRules.Otherwise.REFUSE);
        assertThat(encode(knowing("CP866", 17), rules, "«ok»").replaced()).hasSize(2);
        assertThatThrownBy(() -> encode(knowing("CP866", 17), rules, "Қ"))
                .isInstanceOf(UnprintableException.class);
    }

    @Test
    void neverAQuestionMarkThatWasNotAskedFor() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 0xA0; c < 0x500; c++) {
            if (Character.isLetter(c)) all.append(c);
        }
        for (int i = 0; i < all.length(); i += 30) {
            String part = all.substring(i, Math.min(all.length(), i + 30));
            for (PrinterProfile profile :
                    List.of(knowing("CP866", 17), knowing("CP1251", 46), EPSON)) {
                byte[] bytes = encode(profile, LetterRules.USUAL, part).bytes();
                boolean picture = HexFormat.of().formatHex(bytes).contains("1d763000");
                if (!picture) assertThat(bytes).doesNotContain('?');
            }
        }
    }

    @Test
    void emptyLinesAfterTheLastCutAreNoPieceOfPaper() throws Exception {
        byte[] once = encode(EPSON, LetterRules.USUAL, "a").bytes();
        assertThat(encode(EPSON, LetterRules.USUAL, "a\n=\n\n\n").bytes()).isEqualTo(once);
    }

    @Test
    void aSubstituteThatIsLongerStaysOnThePaperAndApartFromItsNeighbour() throws Exception {
        Page page = ReceiptLine.lay("{width:* 8}\nКофе | 720,00 ₽\n", 32);
        PrinterProfile narrow = Profiles.bundled().need("generic-58");
        byte[] bytes = new Encoders(narrow).pages(LetterRules.USUAL).encode(page).bytes();
        assertThat(HexFormat.of().formatHex(bytes))
                .as("moved left by three cells: 32 - 11 = 21 cells of 12 dots")
                .contains("1b24fc00");
    }
}
