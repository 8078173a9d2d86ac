package loyalty.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loyalty.receipt.paper.TextPaper;
import org.junit.jupiter.api.Test;

/** {@code text:words}, which the reference implementation does not have. */
class WordWrappingTest {
    @Test
    void linesBreakBetweenWords() {
        assertThat(lines("|Сыр козий выдержанный «Лясковичи», весовой", 32))
                .containsExactly("Сыр козий выдержанный", "«Лясковичи», весовой");
    }

    @Test
    void everyColumnBreaksByItselfAndKeepsItsPlace() {
        assertThat(lines("{width:10 *}\n|aaaa bbbb cccc | dddd eeee", 20))
                .containsExactly("aaaa bbbb  dddd eeee", "cccc");
    }

    @Test
    void aWordWiderThanItsColumnIsBrokenInside() {
        assertThat(lines("|ab cdefghijklmnopqrst", 10))
                .containsExactly("ab", "cdefghijkl", "mnopqrst");
    }

    @Test
    void aRowThatIsExactlyFullIsFollowedByNoEmptyOne() {
        assertThat(lines("|aaaa bbbbb\\ncc", 10)).containsExactly("aaaa bbbbb", "cc");
        assertThat(lines("|aaaa bbbbb cc", 10)).containsExactly("aaaa bbbbb", "cc");
    }

    @Test
    void largeAndWideLettersCountByTheirCells() {
        assertThat(lines("|^aa bb cc", 10)).containsExactly("a a   b b", "c c");
        assertThat(lines("|領収 領収 x", 10)).containsExactly("領収 領収", "x");
    }

    @Test
    void aLargeLetterThatTheLastWordLeavesNoRoomForBeginsARow() {
        assertThat(lines("|a bcdefgh^^^^^^^X", 10)).containsExactly("a", "bcdefgh", "X");
        assertThat(lines("a bcdefgh^^^^^^^X", 10)).hasSize(3);
        assertThat(lines("|a b c^^^^^^^XY", 10)).containsExactly("a b", "cX", "Y");
    }

    @Test
    void indentedTextKeepsItsFirstIndentOnly() {
        assertThat(lines("|~~aaaa bbbb cc", 8)).containsExactly("  aaaa", "bbbb cc");
    }

    @Test
    void textOfBlanksAloneIsNotLost() {
        assertThat(lines("|~~~~~~~~~~~~x", 8)).hasSize(2).last().isEqualTo("x");
    }

    private static List<String> lines(String markup, int columns) {
        return TextPaper.of(ReceiptLine.lay("{text:words}\n" + markup, columns)).lines().toList();
    }
}
