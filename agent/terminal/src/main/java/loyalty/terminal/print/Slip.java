package loyalty.terminal.print;

import java.util.Locale;

/** What may be printed by itself beside receipts. */
public enum Slip {
    ENROLMENT,
    BIRTHDAY,
    TIER_REACHED,
    FRIEND_CODE;

    /** As the configuration and the templates call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
