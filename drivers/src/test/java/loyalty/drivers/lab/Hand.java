package loyalty.drivers.lab;

/**
 * The hand outside the emulated machine, which plugs the FTDI adapter in and scans through it: it
 * reads this machine's console and does what a line there says.
 */
final class Hand implements Plug {
    private static void does(String what) {
        System.out.println("HAND " + what);
    }

    @Override
    public void unplug() {
        does("unplug");
    }

    @Override
    public void plug() {
        does("plug");
    }

    /** Sends the code and a carriage return. */
    void scan(String code) {
        does("scan " + code);
    }

    /** Sends the bytes alone, as a scanner whose plug is pulled in the middle of a code. */
    void part(String code) {
        does("part " + code);
    }
}
