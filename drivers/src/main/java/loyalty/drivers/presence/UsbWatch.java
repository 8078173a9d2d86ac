package loyalty.drivers.presence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.loop.Duty;
import org.jspecify.annotations.Nullable;

/**
 * Tells when USB devices come and go, by looking: a look costs a few small files, needs no root, no
 * udev and no native code, and sees what happened while nobody looked. Run it on a {@link
 * loyalty.drivers.loop.DutyThread} with {@link #REST}.
 */
public final class UsbWatch implements Duty {
    /** How often to look: a replug is told within a second. */
    public static final Duration REST = Duration.ofSeconds(1);

    private final Supplier<UsbTree> look;
    private final Listener listener;
    private Map<UsbIdentity, UsbDevice> before = Map.of();

    /** Told on the watching thread. */
    public interface Listener {
        /** It is there now. If its nodes change later, it is told as gone and there again. */
        void attached(UsbDevice device);

        /** It is gone. */
        void detached(UsbDevice device);
    }

    public UsbWatch(Listener listener) {
        this(UsbTree::system, listener);
    }

    UsbWatch(Supplier<UsbTree> look, Listener listener) {
        this.look = look;
        this.listener = listener;
    }

    @Override
    public String name() {
        return "usb-watch";
    }

    @Override
    public boolean turn() {
        Map<UsbIdentity, UsbDevice> now =
                look.get().devices().stream()
                        .collect(
                                Collectors.toMap(
                                        UsbDevice::identity,
                                        device -> device,
                                        (first, second) -> first,
                                        LinkedHashMap::new));
        Map<UsbIdentity, UsbDevice> earlier = before;
        before = now;
        earlier.values().stream()
                .filter(device -> !same(device, now.get(device.identity())))
                .forEach(listener::detached);
        now.values().stream()
                .filter(device -> !same(device, earlier.get(device.identity())))
                .forEach(listener::attached);
        return false;
    }

    /** A replug between two looks shows in the number; new nodes show as themselves. */
    private static boolean same(UsbDevice device, @Nullable UsbDevice other) {
        return device.equals(other);
    }

    @Override
    public void close() {
        before = Map.of();
    }
}
