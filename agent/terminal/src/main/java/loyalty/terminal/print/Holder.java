package loyalty.terminal.print;

import java.time.Instant;
import loyalty.engine.member.Member;

/**
 * A member as the register knows them when something is printed.
 *
 * @param id under which the card is installed
 * @param name masked
 * @param offline whether the processor could not be asked
 * @param asOf when the register last heard of them
 * @param cause why the register stands on its step, one of {@link loyalty.terminal.commit.Cause}
 */
public record Holder(
        String id,
        String name,
        Member member,
        Instant at,
        boolean offline,
        Instant asOf,
        String cause) {}
