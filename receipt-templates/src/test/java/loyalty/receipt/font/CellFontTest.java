package loyalty.receipt.font;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellFontTest {
    @Test
    void hasEveryLetterOfTheTemplatesLanguages() {
        String letters =
                "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
                        + "ІіЎў"
                        + "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
                        + "ҐґЄєЇї"
                        + "₽₸€№«»„“”—–…×°±½•→✓ \u00A0";
        for (int c = 0x20; c < 0x7F; c++) {
            assertThat(CellFont.bundled().has(c)).isTrue();
        }
        assertThat(letters.codePoints().filter(c -> !CellFont.bundled().has(c)).toArray())
                .isEmpty();
    }
}
