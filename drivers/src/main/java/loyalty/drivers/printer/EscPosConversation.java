package loyalty.drivers.printer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.printer.PrinterStatus.Cover;
import loyalty.drivers.printer.PrinterStatus.Paper;
import loyalty.drivers.profile.Acknowledge;
import loyalty.drivers.profile.Drawer;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Quirk;

/**
 * ESC/POS. Tells its answers apart by their fixed bits, wherever XON and XOFF fall: real-time
 * status {@code 0xx1xx10}, automatic status {@code 0xx1xx00} and three bytes {@code 0xx0xxxx},
 * {@code GS r} {@code 0xx0xxxx}, blocks from 37 to 00.
 */
final class EscPosConversation implements Conversation {
    private static final int LF = 0x0A;
    private static final int ESC = 0x1B;
    private static final int FS = 0x1C;
    private static final int GS = 0x1D;
    private static final int DLE = 0x10;
    private static final int EOT = 0x04;
    private static final int XON = 0x11;
    private static final int XOFF = 0x13;
    private static final int BLOCK = 0x37;
    private static final int BLOCK_MAX = 80;
    private static final int[] QUESTIONS = {1, 2, 3, 4};

    /** Letters of job numbers: none of them looks like the start of a status. */
    private static final String DIGITS = "@ABCDEFGHIJKLMNO";

    private final PrinterProfile profile;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final int[] automatic = new int[4];
    private PrinterStatus status = PrinterStatus.UNKNOWN;
    private boolean inBlock;
    private int automaticLeft;
    private int asked;
    private boolean transmitAwaited;
    private boolean transmitted;
    private String lastId = "";
    private boolean hold;

    EscPosConversation(PrinterProfile profile) {
        this.profile = profile;
    }

    @Override
    public byte[] begin() {
        lastId = "";
        transmitted = false;
        Bytes out = new Bytes().put(ESC, '@');
        if (profile.has(Quirk.CANCEL_KANJI)) out.put(FS, '.');
        if (profile.answers().automaticStatus()) out.put(GS, 'a', 0xFF);
        return out.all();
    }

    @Override
    public byte[] end(int number) {
        transmitted = false;
        Acknowledge way = profile.answers().acknowledge();
        transmitAwaited = way == Acknowledge.TRANSMIT_STATUS;
        return switch (way) {
            case PROCESS_ID -> processId(number);
            case TRANSMIT_STATUS -> new byte[] {GS, 'r', 1};
            default -> new byte[0];
        };
    }

    private static byte[] processId(int number) {
        Bytes out = new Bytes().put(GS, '(', 'H', 6, 0, 0x30, 0x30);
        for (char digit : idOf(number).toCharArray()) out.put(digit);
        return out.all();
    }

    private static String idOf(int number) {
        StringBuilder id = new StringBuilder();
        for (int shift = 12; shift >= 0; shift -= 4)
            id.append(DIGITS.charAt((number >> shift) & 15));
        return id.toString();
    }

    @Override
    public byte[] pulse() {
        Drawer drawer = profile.drawer();
        if (!drawer.present()) return new byte[0];
        int pin = drawer.pin() == 2 ? 0 : 1;
        return new byte[] {
            ESC, 'p', (byte) pin, (byte) (drawer.onMillis() / 2), (byte) (drawer.offMillis() / 2)
        };
    }

    @Override
    public byte[] resynchronise(int bytes) {
        return new Bytes().put(new byte[bytes]).put(LF).put(begin()).all();
    }

    @Override
    public int questions() {
        return profile.answers().statusSafe() ? QUESTIONS.length : 0;
    }

    @Override
    public byte[] question(int number) {
        asked = QUESTIONS[number];
        return new byte[] {DLE, EOT, (byte) asked};
    }

    @Override
    public boolean answered() {
        return asked == 0;
    }

    @Override
    public void hear(byte value) {
        int b = value & 0xFF;
        if (b == XON || b == XOFF) {
            hold = b == XOFF;
        } else if (inBlock) {
            inBlock(b);
        } else if (b == BLOCK) {
            inBlock = true;
            automaticLeft = 0;
            block.reset();
        } else if ((b & 0x93) == 0x12) {
            automaticLeft = 0;
            realTime(b);
        } else if ((b & 0x93) == 0x10) {
            automatic[0] = b;
            automaticLeft = 3;
        } else if ((b & 0x90) == 0) {
            plain(b);
        }
    }

    private void inBlock(int b) {
        if (b != 0 && block.size() < BLOCK_MAX) {
            block.write(b);
            return;
        }
        inBlock = false;
        String said = block.toString(StandardCharsets.ISO_8859_1);
        if (said.startsWith("\"")) lastId = said.substring(1);
    }

    private void plain(int b) {
        if (automaticLeft > 0) {
            automatic[4 - automaticLeft] = b;
            if (--automaticLeft == 0) automatic();
        } else if (transmitAwaited) {
            transmitted = true;
            status = status.withPaper(paper((b & 0x0C) != 0, (b & 0x03) != 0));
        }
    }

    private void automatic() {
        boolean out = (automatic[2] & 0x0C) != 0;
        status =
                new PrinterStatus(
                        paper(out, (automatic[2] & 0x03) != 0),
                        (automatic[0] & 0x20) != 0 ? Cover.OPEN : Cover.CLOSED,
                        (automatic[1] & 0x28) != 0,
                        (automatic[1] & 0x40) != 0,
                        (automatic[0] & 0x08) != 0);
    }

    private static Paper paper(boolean out, boolean near) {
        if (out) return Paper.OUT;
        return near ? Paper.NEAR_END : Paper.PRESENT;
    }

    /** The answers look alike: which question it belongs to is remembered. */
    private void realTime(int b) {
        switch (asked) {
            case 1 -> status = status.withOffline((b & 0x08) != 0);
            case 2 -> status = status.withCover((b & 0x04) != 0 ? Cover.OPEN : Cover.CLOSED);
            case 3 -> status = status.withErrors((b & 0x28) != 0, (b & 0x40) != 0);
            case 4 -> status = status.withPaper(paper((b & 0x60) != 0, (b & 0x0C) != 0));
            default -> {} // nobody asked
        }
        asked = 0;
    }

    @Override
    public boolean acknowledged(int number) {
        return switch (profile.answers().acknowledge()) {
            case PROCESS_ID -> lastId.equals(idOf(number));
            case TRANSMIT_STATUS -> transmitted;
            default -> false;
        };
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
