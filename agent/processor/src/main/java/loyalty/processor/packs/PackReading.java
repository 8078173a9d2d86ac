package loyalty.processor.packs;

import loyalty.engine.document.InvalidDocumentException;

/** Turns a pack's text into something to calculate with. */
@FunctionalInterface
public interface PackReading {
    ReadPack read(String text) throws InvalidDocumentException;
}
