package loyalty.terminal.checkout;

/** What is said when a device is missing. */
final class Devices {
    private Devices() {}

    static NotPossible noPrinter() {
        return new NotPossible(
                NotPossible.Kind.UNAVAILABLE,
                "no-printer",
                "This register has no printer.",
                "Name one under printers in agent.yaml; \"devices list\" shows what is there.");
    }
}
