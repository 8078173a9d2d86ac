package loyalty.terminal.sale;

import java.util.UUID;
import loyalty.protocol.sync.GrantBody;

/** Points outside a purchase. The grant's own id says whether it was made already. */
public record GrantDraft(UUID operation, String member, GrantBody body, String pack) {}
