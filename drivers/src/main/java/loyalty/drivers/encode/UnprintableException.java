package loyalty.drivers.encode;

import java.util.List;
import java.util.stream.Collectors;

/** The rules forbid to stand in for letters that the printer lacks. */
public final class UnprintableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Replacement> lacking;

    UnprintableException(String model, List<Replacement> lacking) {
        super(
                model
                        + " has no code page for "
                        + lacking.stream()
                                .map(one -> one.letter() + " (row " + one.row() + ")")
                                .collect(Collectors.joining(", "))
                        + "; allow substitutes or pictures, or correct the profile's code pages");
        this.lacking = List.copyOf(lacking);
    }

    public List<Replacement> lacking() {
        return lacking;
    }
}
