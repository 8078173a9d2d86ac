package loyalty.drivers.printer;

/** Pictures for tests. */
public final class TestPictures {
    /** 64 by 40 dots, full of the bytes 10 04 that a printer would take for a status request. */
    public static final String LOGO =
            "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAoAQAAAABmtcFEAAAAGklEQVR42mN4/3sVGDFA6VUMUPo9w6gU"
                    + "9aQAjosTQuBwT2QAAAAASUVORK5CYII=";

    /** 64 by 48 dots, a board of squares. */
    public static final String PLAIN =
            "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwAQAAAACJMEGyAAAAFklEQVR42mNg+A+FFDKoZA"
                    + "zDqHvwMgBpH79BkBDU/AAAAABJRU5ErkJggg==";

    private TestPictures() {}
}
