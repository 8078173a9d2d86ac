package loyalty.drivers.paper;

import loyalty.receipt.page.Bitmap;

/** The letters burnt into a machine. */
@FunctionalInterface
interface Typeface {
    /** The picture of a letter, 12 by 24 dots. */
    Bitmap letter(int codePoint, boolean bold);
}
