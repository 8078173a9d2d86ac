package loyalty.terminal.api;

import java.time.Instant;
import java.util.Optional;
import loyalty.terminal.checkout.Approval;

/**
 * A person with a PIN.
 *
 * @param name as the till names them, such as 17
 * @param pin salted and hashed
 * @param wrong wrong PINs in a row
 * @param lockedUntil when the next try counts, after too many of them
 */
public record Cashier(
        String name, Approval role, String pin, int wrong, Optional<Instant> lockedUntil) {
    Cashier tried(int wrongNow, Optional<Instant> locked) {
        return new Cashier(name, role, pin, wrongNow, locked);
    }
}
