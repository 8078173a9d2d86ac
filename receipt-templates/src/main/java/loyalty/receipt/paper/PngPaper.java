package loyalty.receipt.paper;

import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Canvas;
import loyalty.receipt.page.Page;
import loyalty.receipt.raster.Dots;
import loyalty.receipt.raster.PngWriter;

/** A page as a picture, dot for dot what a printer makes of it, with the paper's own margin. */
public final class PngPaper {
    /** White dots around what is printed. */
    public static final int MARGIN = 24;

    private PngPaper() {}

    /** A PNG file. */
    public static byte[] of(Page page) {
        return of(Dots.of(page));
    }

    /** A PNG file of dots, such as those a printer simulator has caught, on the same paper. */
    public static byte[] of(Bitmap dots) {
        Canvas paper = new Canvas(dots.wide() + 2 * MARGIN, dots.high() + 2 * MARGIN);
        paper.draw(MARGIN, MARGIN, dots);
        return PngWriter.write(paper.bitmap());
    }
}
