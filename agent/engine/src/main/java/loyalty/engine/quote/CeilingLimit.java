package loyalty.engine.quote;

/** What kept the ceiling, or the redeemed points, where they are. */
public enum CeilingLimit {
    AVAILABLE,
    CAP,
    LINE_FLOOR,
    RESTRICTION,
    MAXIMUM,
    OFFLINE_RIGHTS,
    OFFLINE_POLICY,
    LEASED_ELSEWHERE,
    STALE,
    STEP,
    MIN_POINTS,
    MIN_BASKET,
    WISH
}
