package loyalty.terminal.member;

import java.time.Instant;
import java.util.List;
import loyalty.engine.document.Node;

/**
 * A member as the cache has it.
 *
 * @param names the id, and the ids of members that were merged into this one
 * @param version of the state; 0 for one enrolled here that the processor has not answered yet
 * @param provisional enrolled here, unknown to the processor so far
 * @param asOf when the processor sent the state
 * @param snapshot the member in the engine's shape, personal fields included
 */
public record KnownMember(
        String id,
        List<String> names,
        long version,
        boolean provisional,
        Instant asOf,
        Node.Mapping snapshot) {
    public KnownMember {
        names = List.copyOf(names);
    }
}
