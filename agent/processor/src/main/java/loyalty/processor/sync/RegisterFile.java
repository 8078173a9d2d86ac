package loyalty.processor.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Contact.Standing;
import loyalty.protocol.text.JsonText;

/**
 * One register with all its incarnations, oldest first.
 *
 * @param store where it stands
 */
public record RegisterFile(
        String id, long version, String store, boolean revoked, List<Incarnation> incarnations) {

    /** More lives than this no register began between a backup and the day it was needed. */
    private static final long FORGOTTEN_AT_MOST = 1_000;

    /**
     * One life of a register.
     *
     * @param key its public key, base64
     * @param termEnd until when it may redeem, as last told
     * @param totalsOf the generation for which its totals are known
     * @param byCode whether somebody enrolled a machine for it, so that lives before it may have
     *     been another machine's
     * @param losses what the programme paid, or may have to, through it
     */
    public record Incarnation(
            long number,
            String key,
            boolean dead,
            Instant termEnd,
            String totalsOf,
            boolean byCode,
            Losses losses) {
        Incarnation deceased() {
            return new Incarnation(number, key, true, termEnd, totalsOf, byCode, losses);
        }

        Incarnation until(Instant end) {
            return new Incarnation(number, key, dead, end, totalsOf, byCode, losses);
        }

        Incarnation reported(String generation) {
            return new Incarnation(number, key, dead, termEnd, generation, byCode, losses);
        }

        Incarnation losing(long released, long covered) {
            return new Incarnation(
                    number, key, dead, termEnd, totalsOf, byCode, losses.and(released, covered));
        }
    }

    /**
     * Points, as totals that only grow.
     *
     * @param released rights that came home before all its operations: they may be spent twice
     * @param covered paid by customers who did not have them
     */
    public record Losses(long released, long covered) {
        static final Losses NONE = new Losses(0, 0);

        Losses and(long moreReleased, long moreCovered) {
            return new Losses(
                    Math.addExact(released, moreReleased), Math.addExact(covered, moreCovered));
        }
    }

    public RegisterFile {
        incarnations = List.copyOf(incarnations);
    }

    Optional<Incarnation> incarnation(long number) {
        return incarnations.stream().filter(each -> each.number() == number).findFirst();
    }

    /** Whether any of its lives began with this key. */
    boolean had(String key) {
        return incarnations.stream().anyMatch(each -> each.key().equals(key));
    }

    boolean isNewest(String key) {
        return !incarnations.isEmpty() && newest().key().equals(key);
    }

    Incarnation newest() {
        return incarnations.get(incarnations.size() - 1);
    }

    Standing standing(long number) {
        if (revoked) {
            return Standing.REVOKED;
        }
        boolean live =
                incarnation(number)
                        .map(each -> !each.dead() && each.number() == newest().number())
                        .orElse(false);
        return live ? Standing.LIVE : Standing.FENCED;
    }

    RegisterFile with(Incarnation changed) {
        List<Incarnation> all = new ArrayList<>(incarnations);
        all.replaceAll(each -> each.number() == changed.number() ? changed : each);
        return new RegisterFile(id, version + 1, store, revoked, all);
    }

    /**
     * Who begins a life.
     *
     * @param latest the number of the machine's latest life, which this database may not know
     */
    record Newborn(String key, long latest, Instant termEnd, String generation) {}

    /** A new incarnation; all before it are dead from now on. */
    RegisterFile reborn(Newborn who) {
        return begun(who, false);
    }

    /** The same for the machine that had a code; all machines before it are replaced. */
    RegisterFile enrolled(Newborn who) {
        return begun(who, true);
    }

    /** Whether somebody enrolled a machine since: whoever lived before does not come back. */
    boolean replaced(long number) {
        return incarnations.stream().anyMatch(each -> each.byCode() && each.number() > number);
    }

    private RegisterFile begun(Newborn who, boolean byCode) {
        List<Incarnation> all =
                new ArrayList<>(incarnations.stream().map(Incarnation::deceased).toList());
        all.add(
                new Incarnation(
                        Math.max(next(who.generation()), who.latest() + 1),
                        who.key(),
                        false,
                        who.termEnd(),
                        who.generation(),
                        byCode,
                        Losses.NONE));
        return new RegisterFile(id, version + 1, store, revoked, all);
    }

    /**
     * The first life since the database was put back leaves room for those that were begun in
     * between and forgotten.
     */
    private long next(String generation) {
        if (incarnations.isEmpty()) {
            return 1;
        }
        boolean since = incarnations.stream().anyMatch(each -> each.totalsOf().equals(generation));
        return newest().number() + (since ? 1 : FORGOTTEN_AT_MOST);
    }

    RegisterFile revoked(boolean now) {
        return new RegisterFile(id, version + 1, store, now, incarnations);
    }

    String text() {
        return JsonText.write(
                Tree.mapping()
                        .put("id", id)
                        .put("version", version)
                        .put("store", store)
                        .put("revoked", revoked)
                        .put(
                                "incarnations",
                                incarnations,
                                each ->
                                        Tree.mapping()
                                                .put("number", each.number())
                                                .put("key", each.key())
                                                .put("dead", each.dead())
                                                .put("termEnd", each.termEnd().toString())
                                                .put("totalsOf", each.totalsOf())
                                                .put("byCode", each.byCode())
                                                .put("released", each.losses().released())
                                                .put("covered", each.losses().covered())
                                                .node())
                        .node());
    }

    static RegisterFile read(String text) {
        try {
            Fields fields = Fields.of(JsonText.read(text, "register"), new ArrayList<>());
            RegisterFile file =
                    new RegisterFile(
                            fields.requiredText("id"),
                            fields.whole("version", 0, 0, Long.MAX_VALUE),
                            fields.requiredText("store"),
                            fields.truth("revoked", false),
                            fields.each("incarnations", RegisterFile::incarnation));
            fields.throwIfInvalid();
            return file;
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a register's record is damaged", e);
        }
    }

    private static Incarnation incarnation(Fields fields) {
        return new Incarnation(
                fields.whole("number", 0, 1, Long.MAX_VALUE),
                fields.requiredText("key"),
                fields.truth("dead", false),
                Instant.parse(fields.requiredText("termEnd")),
                fields.text("totalsOf").orElse(""),
                fields.truth("byCode", false),
                new Losses(
                        fields.whole("released", 0, 0, Long.MAX_VALUE),
                        fields.whole("covered", 0, 0, Long.MAX_VALUE)));
    }
}
