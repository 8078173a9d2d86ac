package loyalty.drivers.scanner;

import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.loop.Duty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one scanner open for good: opens it, polls it, and when it goes opens it again. Run it on a
 * {@link loyalty.drivers.loop.DutyThread} with {@link #REST} between tries; a replugged scanner is
 * then back well within two seconds, and an absent one costs next to nothing.
 */
public final class ScannerDuty implements Duty {
    /** How long to rest between tries to open. */
    public static final Duration REST = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Makes a freshly opened scanner. */
    @FunctionalInterface
    public interface Opener {
        Scanner open() throws DeviceException;
    }

    private final String name;
    private final Opener opener;
    private final ScannerEvents events;
    private final Duration patience;
    private @Nullable Scanner scanner;
    private String lastReason = "";

    public ScannerDuty(String name, Opener opener, ScannerEvents events) {
        this(name, opener, events, PATIENCE);
    }

    ScannerDuty(String name, Opener opener, ScannerEvents events, Duration patience) {
        this.name = name;
        this.opener = opener;
        this.events = events;
        this.patience = patience;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean turn() {
        try {
            Scanner open = scanner == null ? opened() : scanner;
            open.poll(patience).ifPresent(scan -> events.scanned(name, scan));
            return true;
        } catch (DeviceException e) {
            letGo();
            tell(e);
            return false;
        }
    }

    private Scanner opened() throws DeviceException {
        Scanner fresh = opener.open();
        scanner = fresh;
        lastReason = "";
        events.attached(name);
        return fresh;
    }

    private void tell(DeviceException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.equals(lastReason)) return;
        lastReason = reason;
        events.detached(name, reason);
    }

    private void letGo() {
        if (scanner != null) scanner.close();
        scanner = null;
    }

    @Override
    public void close() {
        letGo();
    }
}
