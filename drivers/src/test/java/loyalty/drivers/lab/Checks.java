package loyalty.drivers.lab;

import java.time.Duration;
import java.util.HexFormat;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;

/** Runs the lab's checks one after the other, tells each and counts. */
final class Checks {
    /** An emulated machine on a busy host is slow; nothing here waits this long on a quick one. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Ticker TICKER = Ticker.system();

    private int passed;
    private int failed;

    /** One check; what it answers is told beside its name. */
    interface Body {
        String run() throws Exception;
    }

    /** Opens something. */
    interface Opening<T> {
        T open() throws DeviceException;
    }

    void check(String name, Body body) {
        long start = TICKER.nanos();
        try {
            String detail = body.run();
            passed++;
            System.out.printf(
                    "ok      %s (%d ms) %s%n", name, TICKER.since(start).toMillis(), detail);
        } catch (Exception | AssertionError e) {
            failed++;
            System.out.printf("FAILED  %s: %s%n", name, e);
        }
    }

    /** The verdict that {@code scripts/usb-lab} looks for; true if all is well. */
    boolean verdict(String who) {
        System.out.printf(
                "%s %s: %d checks passed, %d failed%n",
                who, failed == 0 ? "PASSED" : "FAILED", passed, failed);
        return failed == 0;
    }

    static void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    static String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Tries until it opens. */
    static <T> T await(Opening<T> opening) throws Exception {
        long start = TICKER.nanos();
        while (true) {
            try {
                return opening.open();
            } catch (DeviceException e) {
                if (TICKER.since(start).compareTo(PATIENCE) > 0) throw e;
                Thread.sleep(50);
            }
        }
    }

    static Link link(String address) throws Exception {
        return await(() -> Links.open(DeviceAddress.parse(address), LinkSettings.usual()));
    }
}
