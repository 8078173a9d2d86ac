package loyalty.drivers.paper;

/**
 * Listens to all that comes in for {@code DLE EOT}, {@code DLE ENQ} and {@code DLE DC4}, wherever
 * they stand: the machine obeys them even in the middle of a picture.
 */
final class Overhearing {
    private static final int DLE = 0x10;

    /** What to do with a kind (04, 05, 14) and its first parameter. */
    interface Obey {
        void now(int kind, int what);
    }

    private final Obey obey;
    private int last = -1;
    private int kind = -1;
    private int heard;
    private int expected;

    Overhearing(Obey obey) {
        this.obey = obey;
    }

    void hear(int value) {
        if (kind >= 0) {
            heard++;
            obey.now(kind, value);
            kind = -1;
            last = -1;
            return;
        }
        boolean command = last == DLE && (value == 0x04 || value == 0x05 || value == 0x14);
        kind = command ? value : -1;
        last = value;
    }

    /** One of them turned out to stand where a command may stand. */
    void expected() {
        expected++;
    }

    void forget() {
        last = -1;
        kind = -1;
    }

    /** How many were heard that were no commands of their own. Settled once all is worked off. */
    int strays() {
        return heard - expected;
    }
}
