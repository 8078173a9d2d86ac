/**
 * The bundled font: every letter of DejaVu Sans Mono that a receipt may need (Latin, Cyrillic with
 * Kazakh and Belarusian, Greek, currency signs, boxes), drawn once at 20 dots into cells of 12 by
 * 24 and kept as dots in {@code cells-12x24.bin}. No font engine is needed at run time. The file is
 * made anew by {@code src/font/DrawCells.java}.
 */
@NullMarked
package loyalty.receipt.font;

import org.jspecify.annotations.NullMarked;
