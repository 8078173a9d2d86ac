package loyalty.engine.codes;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a derived code turns out to be.
 *
 * @param genuine whether it was made for this promotion under this key
 * @param transferable whether anybody may use it
 * @param mine whether the member who shows it may use it
 * @param lastDay the last day of its life; empty if it has no end
 */
public record Verdict(
        boolean genuine, boolean transferable, boolean mine, Optional<LocalDate> lastDay) {
    static final Verdict FORGED = new Verdict(false, false, false, Optional.empty());
}
