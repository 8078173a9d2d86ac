package loyalty.engine.quote;

import java.time.Instant;
import java.util.Optional;

/**
 * A code that the sale will issue. Its text is made at commit, from the sale's id and the
 * register's secret.
 *
 * @param issuer the promotion that gives it
 * @param promotion the promotion it opens
 * @param transferable whether anybody may use it, or this member only
 */
public record AnnouncedCode(
        String issuer, String promotion, boolean transferable, Optional<Instant> expiresAt) {}
