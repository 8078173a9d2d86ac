package loyalty.processor.packs;

import loyalty.processor.sync.Programme;

/** A pack that was read and found good. */
public record ReadPack(String hash, Programme.Facts facts) {}
