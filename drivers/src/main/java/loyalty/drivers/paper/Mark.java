package loyalty.drivers.paper;

import loyalty.receipt.page.Bitmap;

/**
 * Something in the line buffer, not yet on paper.
 *
 * @param x the left edge in dots
 * @param text the letter it is; empty for a picture
 */
record Mark(int x, Bitmap dots, String text) {}
