package loyalty.engine.form;

/** Something that fixes what amounts, points and dates are written in: a pack, or units alone. */
public interface Measured {
    Units units();
}
