package loyalty.protocol.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * What every answer to a register carries besides its own matter.
 *
 * @param time the processor's time
 * @param term how long the register may redeem without another contact, counted by it from
 *     <em>sending</em> the request; zero for a register that may not
 * @param generation names the state of the processor; another one than before means that it was
 *     restored: old cursors are void, totals and unanswered or recent operations are sent again
 * @param totalsWanted the register must send {@link TotalsReport} before anything is leased
 */
public record Contact(
        Instant time, Duration term, String generation, Standing standing, boolean totalsWanted) {

    /** How the processor sees the incarnation that asks. */
    public enum Standing {
        LIVE,
        /** The incarnation is dead: it only uploads, and asks for a new one. */
        FENCED,
        /** A person revoked the register: its batches wait for review. */
        REVOKED;

        static final Map<String, Standing> WORDS = Wire.words(values(), Standing::word);

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Contact read(Fields fields) {
        return new Contact(
                Wire.time(fields, "time"),
                Wire.duration(fields, "term"),
                fields.requiredText("generation"),
                Wire.word(fields, "standing", Standing.FENCED, Standing.WORDS),
                fields.truth("totalsWanted", false));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("time", time.toString())
                .put("term", term.toString())
                .put("generation", generation)
                .put("standing", standing.word())
                .put("totalsWanted", totalsWanted)
                .node();
    }
}
