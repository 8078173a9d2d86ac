package loyalty.engine.quote;

/** Why a promotion did not apply; the first that failed in this order. */
public enum Reason {
    NOT_STARTED,
    ENDED,
    OUTSIDE_SCHEDULE,
    STORE_NOT_INCLUDED,
    REGION_NOT_INCLUDED,
    CHANNEL_NOT_INCLUDED,
    REGISTER_NOT_INCLUDED,
    MEMBER_REQUIRED,
    SEGMENT_MISSING,
    TIER_NOT_INCLUDED,
    COUNTER_NOT_MET,
    CODE_REQUIRED,
    CODE_UNKNOWN,
    CODE_EXPIRED,
    CODE_USED,
    CODE_NOT_YOURS,
    NO_MATCHING_LINES,
    TRIGGER_MISSING,
    BASKET_BELOW_MINIMUM,
    LIMIT_REACHED,
    LOST_ARBITRATION,
    EXCLUDED_BY,
    NO_EFFECT,
    NOT_IN_SAMPLE,
    NEEDS_ONLINE,
    /** Given outside purchases, as for a birthday. */
    NOT_AT_PURCHASE
}
