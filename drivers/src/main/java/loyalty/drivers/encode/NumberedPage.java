package loyalty.drivers.encode;

import loyalty.receipt.codepage.CodePage;

/** A code page and what the printer calls it. */
record NumberedPage(CodePage page, int number) {
    /** The letter's code here, or -1. */
    int code(int codePoint) {
        return page.byteOf(codePoint);
    }
}
