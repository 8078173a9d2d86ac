package loyalty.drivers.paper;

/** How the next letter will look: what the mode commands of both dialects set. Mutable. */
final class PenState {
    int wide = 1;
    int high = 1;
    boolean bold;
    boolean underlined;
    boolean inverted;
    int align;
    int marginDots;
    int lineSpacing;
    String page;
    boolean hanzi;

    PenState(String page, int lineSpacing, boolean hanzi) {
        this.page = page;
        this.lineSpacing = lineSpacing;
        this.hanzi = hanzi;
    }
}
