package loyalty.engine.quote;

/** How the till names a member: by a card's code, a phone, or the member's id. */
public record MemberKey(Kind kind, String value) {
    /** What kind of name it is. */
    public enum Kind {
        CODE,
        PHONE,
        MEMBER_ID
    }
}
