package loyalty.drivers.encode;

import java.util.List;

/**
 * A page in a printer's language, from a freshly reset printer on: what resets it and asks for
 * confirmation is added by whoever sends it.
 *
 * @param replaced letters that could not be printed as written
 * @param lines printed lines in it, for progress
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, never compared
public record Encoded(byte[] bytes, List<Replacement> replaced, int lines) {
    public Encoded {
        bytes = bytes.clone();
        replaced = List.copyOf(replaced);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
