package loyalty.drivers.encode;

/**
 * Letters side by side that one code page says.
 *
 * @param page index into the ladder's pages; -1 where any will do, all being ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one line, never compared
record Piece(int page, byte[] codes) {}
