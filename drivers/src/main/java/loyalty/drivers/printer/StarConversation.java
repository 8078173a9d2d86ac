package loyalty.drivers.printer;

import loyalty.drivers.encode.Bytes;
import loyalty.drivers.printer.PrinterStatus.Cover;
import loyalty.drivers.printer.PrinterStatus.Paper;
import loyalty.drivers.profile.Acknowledge;
import loyalty.drivers.profile.Drawer;
import loyalty.drivers.profile.PrinterProfile;

/**
 * Star Line Mode. Its automatic status begins with {@code 0xx0xxx1}, which tells its length; the
 * other bytes are {@code 0xx0xxx0}. The eighth has the counter of {@code ETB}.
 */
final class StarConversation implements Conversation {
    private static final int LF = 0x0A;
    private static final int ESC = 0x1B;
    private static final int RS = 0x1E;
    private static final int ETB = 0x17;
    private static final int XON = 0x11;
    private static final int XOFF = 0x13;
    private static final int COUNTER = 7;

    private final PrinterProfile profile;
    private final int[] frame = new int[15];
    private PrinterStatus status = PrinterStatus.UNKNOWN;
    private int length;
    private int got;
    private boolean answered = true;
    private boolean counting;
    private boolean counted;
    private boolean hold;

    StarConversation(PrinterProfile profile) {
        this.profile = profile;
    }

    private boolean asks() {
        return profile.answers().statusSafe();
    }

    @Override
    public byte[] begin() {
        counted = false;
        counting = false;
        Bytes out = new Bytes().put(ESC, '@');
        if (profile.answers().automaticStatus()) out.put(ESC, RS, 'a', 1);
        if (profile.answers().acknowledge() == Acknowledge.ETB) out.put(ESC, RS, 'E', 0);
        return out.all();
    }

    @Override
    public byte[] end(int number) {
        counting = profile.answers().acknowledge() == Acknowledge.ETB;
        return counting ? new byte[] {ETB} : new byte[0];
    }

    @Override
    public byte[] pulse() {
        Drawer drawer = profile.drawer();
        if (!drawer.present()) return new byte[0];
        return new byte[] {
            ESC, 0x07, (byte) (drawer.onMillis() / 10), (byte) (drawer.offMillis() / 10), 0x07
        };
    }

    @Override
    public byte[] resynchronise(int bytes) {
        return new Bytes().put(new byte[bytes]).put(LF).put(begin()).all();
    }

    @Override
    public int questions() {
        return asks() ? 1 : 0;
    }

    @Override
    public byte[] question(int number) {
        answered = false;
        return new byte[] {ESC, 0x06, 0x01};
    }

    @Override
    public boolean answered() {
        return answered;
    }

    @Override
    public void hear(byte value) {
        int b = value & 0xFF;
        if (b == XON || b == XOFF) {
            hold = b == XOFF;
        } else if ((b & 0x91) == 0x01) {
            length = ((b >> 1) & 7) | ((b >> 2) & 8);
            got = 0;
            store(b);
        } else if ((b & 0x11) == 0 && got > 0) {
            store(b);
        } else {
            got = 0;
        }
    }

    private void store(int b) {
        frame[got++] = b;
        if (got == Math.max(length, 1)) {
            got = 0;
            if (length > COUNTER) understand();
        }
    }

    private void understand() {
        answered = true;
        boolean out = (frame[5] & 0x08) != 0;
        Paper paper = (frame[5] & 0x06) != 0 ? Paper.NEAR_END : Paper.PRESENT;
        status =
                new PrinterStatus(
                        out ? Paper.OUT : paper,
                        (frame[2] & 0x20) != 0 ? Cover.OPEN : Cover.CLOSED,
                        (frame[3] & 0x0C) != 0,
                        (frame[3] & 0x40) != 0,
                        (frame[2] & 0x08) != 0);
        int counter = ((frame[COUNTER] >> 1) & 7) | ((frame[COUNTER] >> 2) & 0x18);
        counted |= counting && counter == 1;
    }

    @Override
    public boolean acknowledged(int number) {
        return counted;
    }

    @Override
    public boolean hold() {
        return hold;
    }

    @Override
    public PrinterStatus status() {
        return status;
    }
}
