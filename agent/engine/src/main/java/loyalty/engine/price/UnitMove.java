package loyalty.engine.price;

/** A move that can act on any part of its units by itself, rather than only as a whole. */
interface UnitMove extends Move {
    /** What it would take off one unit alone, in millionths of a minor unit. */
    long gainMillionths(int unit);
}
