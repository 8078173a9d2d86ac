package loyalty.drivers.paper;

/** What an ESC/POS machine says of itself: asked at once, asked in turn, and by itself. */
final class EscPosStatus {
    private static final int GS = 0x1D;

    private final PrinterMachine machine;
    private int automatic;

    EscPosStatus(PrinterMachine machine) {
        this.machine = machine;
    }

    void reset() {
        automatic = 0;
    }

    void automatic(int what) {
        automatic = what;
        if (what != 0) sendAutomatic();
    }

    /** Something about the machine has changed: told only if that was asked for. */
    void changed() {
        if (automatic != 0) sendAutomatic();
    }

    private void sendAutomatic() {
        int first = 0x10 | (machine.stopped() ? 0x08 : 0) | (machine.coverOpen() ? 0x20 : 0);
        int second = machine.cutterJammed() ? 0x08 : 0;
        int third = (machine.nearEnd() ? 0x03 : 0) | (machine.paperOut() ? 0x0C : 0);
        machine.answer(first, second, third, 0);
    }

    /** {@code GS r}, and the older {@code ESC u} and {@code ESC v}. */
    void transmit(int what) {
        switch (what) {
            case 1, 49 ->
                    machine.answer(
                            (machine.nearEnd() ? 0x03 : 0) | (machine.paperOut() ? 0x0C : 0));
            case 2, 50 -> machine.answer(0);
            default -> throw new Refusal("no such status:", GS, 'r', what);
        }
    }

    /** {@code GS I}. */
    void identify(int what) {
        if (what >= 65 && what <= 69) {
            machine.answer(0x5F, 'P', 'A', 'P', 'E', 'R', 0);
        } else if ((what >= 1 && what <= 3) || (what >= 49 && what <= 51)) {
            machine.answer(what == 2 || what == 50 ? 0x02 : 0x20);
        } else {
            throw new Refusal("no such question:", GS, 'I', what);
        }
    }

    /** Commands that do not queue: answered even when out of paper or busy with a picture. */
    void realTime(int kind, int what) {
        switch (kind) {
            case 0x04 -> realTimeStatus(what);
            case 0x14 -> {
                if (what == 1) machine.kickDrawer();
            }
            default -> {} // DLE ENQ: recovery is by hand here
        }
    }

    private void realTimeStatus(int what) {
        int offline = machine.stopped() ? 0x08 : 0;
        switch (what) {
            case 1 -> machine.answer(0x12 | offline);
            case 2 ->
                    machine.answer(
                            0x12
                                    | (machine.coverOpen() ? 0x04 : 0)
                                    | (machine.paperOut() ? 0x20 : 0)
                                    | (machine.cutterJammed() ? 0x40 : 0));
            case 3 -> machine.answer(0x12 | (machine.cutterJammed() ? 0x08 : 0));
            case 4 ->
                    machine.answer(
                            0x12
                                    | (machine.nearEnd() ? 0x0C : 0)
                                    | (machine.paperOut() ? 0x60 : 0));
            default -> {} // not one of this machine's
        }
    }
}
