package loyalty.processor.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Windfall;
import loyalty.protocol.sync.LotGrant;

/** The same points for many: one grant per member, its id derived, so that none gets it twice. */
record Grants(String promotion, String period, LotGrant lot, Optional<String> segment)
        implements MemberJob.Step {
    @Override
    public boolean on(Account account, Circumstances now) {
        if (segment.isPresent() && !account.segments().contains(segment.get())) {
            return false;
        }
        String name = promotion + "/" + account.id() + "/" + period;
        String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        LotGrant own =
                new LotGrant(
                        id + ":0",
                        "grant",
                        Optional.of(promotion),
                        lot.points(),
                        lot.activeFrom(),
                        lot.expiresAt(),
                        lot.only());
        return Windfall.give(account, id, promotion, period, List.of(own), now);
    }
}
