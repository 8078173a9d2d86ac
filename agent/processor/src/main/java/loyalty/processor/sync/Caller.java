package loyalty.processor.sync;

import loyalty.protocol.sync.Contact.Standing;
import loyalty.protocol.sync.Holder;

/** A register whose signature was good. */
public record Caller(Holder holder, String store, Standing standing) {
    boolean live() {
        return standing == Standing.LIVE;
    }
}
