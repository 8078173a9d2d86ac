package loyalty.terminal.sync;

import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Holder;

/** Who asks, and the key that proves it. */
public record Credentials(Holder holder, SigningKey key) {}
