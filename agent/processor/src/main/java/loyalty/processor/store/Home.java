package loyalty.processor.store;

import java.util.Locale;

/** What a transaction locks and writes: one member, one register, one card … */
public record Home(Kind kind, String id) {
    /** The kinds of thing that have a row of their own. */
    public enum Kind {
        MEMBER,
        CARD,
        REGISTER,
        /** A one-time code, by its hash. */
        ENROLMENT,
        PACK,
        /** Which pack a store has. */
        ASSIGNMENT,
        TEMPLATE,
        /** Which stores a region has. */
        REGION,
        SETTINGS,
        /** A register's public key, for those who check its receipts. */
        KEY,
        /** An administrator's token, by its hash. */
        TOKEN,
        /** A batch job: import, grants in bulk, segments. */
        JOB,
        /** A single-use code or a limit over all members: how often it was used. */
        CLAIM,
        /** A merge under way, by the member that is closed. */
        MERGE,
        /** A batch of a revoked register, until a person has looked. */
        REVIEW;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Home {
        if (id.isBlank() || id.length() > 200) {
            throw new IllegalArgumentException("an id of 1 to 200 characters, is " + id.length());
        }
    }

    /** Names the home in tables that all kinds share; members are most, and stand bare. */
    String key() {
        return kind == Kind.MEMBER ? id : kind.word() + ":" + id;
    }

    public static Home member(String id) {
        return new Home(Kind.MEMBER, id);
    }
}
