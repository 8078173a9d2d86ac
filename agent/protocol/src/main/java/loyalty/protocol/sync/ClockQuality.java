package loyalty.protocol.sync;

import java.util.Locale;
import java.util.Map;

/** How far a register trusts the time it wrote on an operation. */
public enum ClockQuality {
    /** The processor's time at the last contact and monotonic time since. */
    TRUSTED,
    /** Neither contact nor a saved anchor vouches for it. */
    DOUBTFUL;

    static final Map<String, ClockQuality> WORDS = Wire.words(values(), ClockQuality::word);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
