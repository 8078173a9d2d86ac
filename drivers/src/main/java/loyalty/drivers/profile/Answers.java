package loyalty.drivers.profile;

/**
 * What can be asked of the printer.
 *
 * @param automaticStatus it reports changes by itself once told to ({@code GS a}, Star's ASB)
 * @param statusSafe false: status requests print rubbish or hang it, so none is ever sent
 */
public record Answers(Acknowledge acknowledge, boolean automaticStatus, boolean statusSafe) {
    public Answers {
        if (!statusSafe && (automaticStatus || acknowledge != Acknowledge.NONE)) {
            throw new IllegalArgumentException(
                    "a printer that is not safe to ask cannot acknowledge");
        }
    }
}
