package loyalty.drivers.printer;

import java.util.Optional;
import loyalty.drivers.Fault;

/** What the printer last said of itself. Silence leaves things unknown, never bad. */
public record PrinterStatus(
        Paper paper, Cover cover, boolean cutterJammed, boolean overheated, boolean offline) {
    /** Nothing has been heard. */
    public static final PrinterStatus UNKNOWN =
            new PrinterStatus(Paper.UNKNOWN, Cover.UNKNOWN, false, false, false);

    /** The roll. */
    public enum Paper {
        UNKNOWN,
        PRESENT,
        NEAR_END,
        OUT
    }

    /** The lid. */
    public enum Cover {
        UNKNOWN,
        CLOSED,
        OPEN
    }

    /** What keeps it from printing; empty if nothing is known to. */
    public Optional<Fault> trouble() {
        if (cover == Cover.OPEN) return Optional.of(Fault.COVER_OPEN);
        if (paper == Paper.OUT) return Optional.of(Fault.PAPER_OUT);
        if (cutterJammed) return Optional.of(Fault.CUTTER_JAMMED);
        if (overheated) return Optional.of(Fault.OVERHEATED);
        return offline ? Optional.of(Fault.OFFLINE) : Optional.empty();
    }

    /** What the shop should do about a trouble. */
    static String advice(Fault fault) {
        return switch (fault) {
            case COVER_OPEN -> "the cover is open: close it, printing goes on by itself";
            case PAPER_OUT -> "no paper: put in a roll, printing goes on by itself";
            case CUTTER_JAMMED -> "the cutter is jammed: open the cover and free it";
            case OVERHEATED -> "the head is too hot: printing goes on once it has cooled";
            case OFFLINE -> "offline: look at the printer's lamps and the feed button";
            default -> fault.toString();
        };
    }

    PrinterStatus withPaper(Paper now) {
        return new PrinterStatus(now, cover, cutterJammed, overheated, offline);
    }

    PrinterStatus withCover(Cover now) {
        return new PrinterStatus(paper, now, cutterJammed, overheated, offline);
    }

    PrinterStatus withOffline(boolean now) {
        return new PrinterStatus(paper, cover, cutterJammed, overheated, now);
    }

    PrinterStatus withErrors(boolean jammed, boolean hot) {
        return new PrinterStatus(paper, cover, jammed, hot, offline);
    }
}
