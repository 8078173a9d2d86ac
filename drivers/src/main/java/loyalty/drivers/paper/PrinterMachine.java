package loyalty.drivers.paper;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import loyalty.drivers.profile.Dialect;

/**
 * The machine itself: a receive buffer, a head, a roll, a cover, a blade, a drawer. Bytes go in
 * through {@link #receive}, are worked off by {@link #work}, and answers come out of {@link
 * #answers}. Out of paper or open, it stops before the next command and keeps its buffer, as the
 * real ones do. Not thread-safe.
 */
public final class PrinterMachine {
    /** Never happens. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * What is being played.
     *
     * @param dotsWide of the head: 384, 512 or 576
     * @param bufferBytes of the receive buffer; when it is full the machine takes no more
     * @param feedUnits vertical motion units in one dot
     * @param hanzi high bytes print as pairs of hanzi until {@code FS .}, after each reset
     */
    public record Model(
            Dialect dialect,
            Maker maker,
            int dotsWide,
            int bufferBytes,
            int feedUnits,
            boolean hanzi) {
        /** An Epson with 80 mm paper. */
        public static final Model EPSON_80 =
                new Model(Dialect.ESC_POS, Maker.EPSON, 576, 4096, 1, false);

        /** A Star with 80 mm paper, in Line Mode. */
        public static final Model STAR_80 =
                new Model(Dialect.STAR, Maker.STAR, 576, 4096, 1, false);
    }

    private final Model model;
    private final Paper paper;
    private final Interpreter interpreter;
    private final ReceiveBuffer buffer;
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final ByteArrayOutputStream traffic = new ByteArrayOutputStream();
    private final List<String> refusals = new ArrayList<>();
    private long interpreted;
    private long paperEndsAt = NEVER;
    private long coverOpensAt = NEVER;
    private long stopsReadingAt = NEVER;
    private long diesAt = NEVER;
    private boolean paperOut;
    private boolean nearEnd;
    private boolean coverOpen;
    private boolean cutterJams;
    private boolean cutterJammed;
    private boolean dead;
    private boolean silent;
    private int drawerKicks;

    public PrinterMachine(Model model) {
        this(model, Typefaces.bundled());
    }

    PrinterMachine(Model model, Typeface typeface) {
        this.model = model;
        this.paper = new Paper(model.dotsWide());
        this.buffer = new ReceiveBuffer(model.bufferBytes());
        this.interpreter =
                model.dialect() == Dialect.STAR
                        ? new StarInterpreter(this, typeface)
                        : new EscPosInterpreter(this, typeface);
    }

    Model model() {
        return model;
    }

    /** What has come out of it. */
    public Paper paper() {
        return paper;
    }

    /**
     * Takes bytes as far as there is room; answers how many. A dead machine takes all and loses
     * all.
     */
    public int receive(byte[] bytes, int offset, int length) {
        if (dead) return length;
        int room = Math.min(length, roomLeft());
        for (int i = 0; i < room; i++) {
            int value = bytes[offset + i] & 0xFF;
            traffic.write(value);
            buffer.add(value);
            interpreter.overheard(value);
        }
        return room;
    }

    private int roomLeft() {
        long untilStop = stopsReadingAt - interpreted - buffer.waiting();
        return (int) Math.max(0, Math.min(buffer.room(), untilStop));
    }

    /** Works off what has come, until it is done, lacks the rest of a command, or has to stop. */
    public void work() {
        while (buffer.waiting() > 0 && !stopped() && stepped()) {
            happen();
        }
    }

    private boolean stepped() {
        Command command = buffer.next();
        try {
            interpreter.step(command);
        } catch (Command.Incomplete e) {
            return makeRoomFor(command);
        } catch (Refusal e) {
            refusals.add("byte " + interpreted + ": " + e.getMessage());
        }
        int taken = Math.max(1, command.taken());
        buffer.drop(taken);
        interpreted += taken;
        return true;
    }

    /** A command longer than the whole buffer can never come in: it is given up, byte by byte. */
    private boolean makeRoomFor(Command command) {
        if (!buffer.full()) return false;
        refusals.add(
                "byte " + interpreted + ": a command longer than the buffer, " + command.taken());
        buffer.drop(1);
        interpreted++;
        return true;
    }

    /** What was told to happen after so many bytes. */
    private void happen() {
        if (interpreted >= paperEndsAt) {
            paperEndsAt = NEVER;
            paperOut = true;
            changed();
        }
        if (interpreted >= coverOpensAt) {
            coverOpensAt = NEVER;
            coverOpen = true;
            changed();
        }
        if (interpreted >= diesAt) {
            diesAt = NEVER;
            switchOff();
        }
    }

    /** True while it does not print: then its buffer fills. */
    public boolean stopped() {
        return paperOut || coverOpen || cutterJammed || dead;
    }

    private void changed() {
        if (interpreter instanceof EscPosInterpreter escPos) escPos.statusChanged();
        if (interpreter instanceof StarInterpreter star) star.statusChanged();
    }

    void answer(int... bytes) {
        if (silent || dead) return;
        for (int value : bytes) answers.write(value);
    }

    /** What it has said since the last call. */
    public byte[] answers() {
        byte[] all = answers.toByteArray();
        answers.reset();
        return all;
    }

    void cutNow() {
        if (cutterJams) {
            cutterJams = false;
            cutterJammed = true;
            changed();
            return;
        }
        paper.cut();
    }

    void kickDrawer() {
        drawerKicks++;
    }

    // What people do to it.

    /** The roll ends once {@code bytes} more have been worked off; 0 is now. */
    public void endPaperAfter(long bytes) {
        paperEndsAt = interpreted + bytes;
        happen();
    }

    /** The cover opens once {@code bytes} more have been worked off; 0 is now. */
    public void openCoverAfter(long bytes) {
        coverOpensAt = interpreted + bytes;
        happen();
    }

    /** It takes no byte more once {@code bytes} more have come, until {@link #readAgain}. */
    public void stopReadingAfter(long bytes) {
        stopsReadingAt = interpreted + buffer.waiting() + bytes;
    }

    public void readAgain() {
        stopsReadingAt = NEVER;
    }

    /** Power fails once {@code bytes} more have been worked off: the buffer is lost. */
    public void losePowerAfter(long bytes) {
        diesAt = interpreted + bytes;
        happen();
    }

    /** The blade jams at the next cut, until {@link #clearBlade}. */
    public void jamBlade() {
        cutterJams = true;
    }

    public void clearBlade() {
        cutterJammed = false;
        changed();
    }

    /** It answers nothing any more. */
    public void fallSilent(boolean on) {
        silent = on;
    }

    public void warnOfPaper(boolean on) {
        nearEnd = on;
        changed();
    }

    /** A new roll is put in; printing goes on where it stopped. */
    public void loadPaper() {
        if (paperOut) paper.newRoll();
        paperOut = false;
        changed();
    }

    public void closeCover() {
        coverOpen = false;
        changed();
    }

    public void switchOff() {
        dead = true;
        buffer.clear();
        answers.reset();
        interpreter.reset();
    }

    public void switchOn() {
        dead = false;
        changed();
    }

    // What it is like.

    public boolean paperOut() {
        return paperOut;
    }

    boolean nearEnd() {
        return nearEnd || paperOut;
    }

    public boolean coverOpen() {
        return coverOpen;
    }

    boolean cutterJammed() {
        return cutterJammed;
    }

    public int drawerKicks() {
        return drawerKicks;
    }

    /** Bytes worked off so far. */
    public long interpreted() {
        return interpreted;
    }

    /** Bytes it could not make sense of, each with its place; empty is as it should be. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    void refuse(String what) {
        refusals.add("byte " + interpreted + ": " + what);
    }

    /**
     * Real-time commands that stood inside something else, such as a picture: there should be none.
     */
    public int strayRealTimeCommands() {
        return interpreter instanceof EscPosInterpreter escPos ? escPos.strays() : 0;
    }

    /** Everything that has come in, for comparison with what was meant to be sent. */
    public byte[] traffic() {
        return traffic.toByteArray();
    }

    /** Bytes that have come in and are not worked off. */
    public byte[] waiting() {
        return buffer.content();
    }

    /** Throws away what waits, as {@code CAN}, {@code DLE DC4} and {@code ESC @} of some do. */
    void dropWaiting() {
        buffer.drop(buffer.waiting());
    }
}
