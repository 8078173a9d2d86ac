package loyalty.terminal.sale;

import java.util.List;
import java.util.Optional;

/**
 * What a member is given by the rules, without having bought anything; written as one.
 *
 * @param grants each once, however often it is asked for
 * @param paper the slip that tells of it, if it is to be printed
 */
public record Gifts(List<GrantDraft> grants, Optional<OwedPaper> paper) {
    public static final Gifts NONE = new Gifts(List.of(), Optional.empty());

    public Gifts {
        grants = List.copyOf(grants);
    }
}
