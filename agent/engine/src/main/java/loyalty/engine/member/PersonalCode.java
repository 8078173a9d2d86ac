package loyalty.engine.member;

import java.time.Instant;
import java.util.Optional;

/** A code that belongs to this member alone and opens one promotion. */
public record PersonalCode(String code, String promotion, Optional<Instant> expiresAt) {}
