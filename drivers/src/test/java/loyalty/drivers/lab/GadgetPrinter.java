package loyalty.drivers.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;

/**
 * A USB printer on the kernel's FunctionFS: tells its identity, keeps what is printed, answers
 * {@code DLE EOT}, and stops reading or runs out of paper when told.
 */
final class GadgetPrinter {
    private static final String IDENTITY = "MFG:LAB;MDL:PRINTER;CLS:PRINTER;CMD:ESC/POS;";
    private static final int SETUP = 4;
    private static final int GET_DEVICE_ID = 0;
    private static final int GET_PORT_STATUS = 1;

    private final RandomAccessFile control;
    private final ByteArrayOutputStream paper = new ByteArrayOutputStream();
    private volatile boolean reading = true;
    private volatile boolean paperOut;
    private byte last;
    private byte beforeLast;

    /** Describes the device; the gadget may be bound once this is done. */
    GadgetPrinter(Path mounted) throws IOException {
        control = new RandomAccessFile(mounted.resolve("ep0").toFile(), "rw");
        control.write(descriptors());
        control.write(strings());
        RandomAccessFile in = new RandomAccessFile(mounted.resolve("ep1").toFile(), "rw");
        RandomAccessFile out = new RandomAccessFile(mounted.resolve("ep2").toFile(), "rw");
        run("printer control", this::answerSetup);
        run("printer data", () -> print(in, out));
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One interface, class printer, bidirectional; bulk in and bulk out, at both speeds. */
    private static byte[] descriptors() {
        byte[] full = descriptors(64);
        byte[] high = descriptors(512);
        int size = 12 + 8 + full.length + high.length;
        return littleEndian(size)
                .putInt(3)
                .putInt(size)
                .putInt(3)
                .putInt(3)
                .putInt(3)
                .put(full)
                .put(high)
                .array();
    }

    private static byte[] descriptors(int packet) {
        return littleEndian(9 + 7 + 7)
                .put(new byte[] {9, 4, 0, 0, 2, 7, 1, 2, 1})
                .put(endpoint(0x81, packet))
                .put(endpoint(0x02, packet))
                .array();
    }

    private static byte[] endpoint(int address, int packet) {
        byte bulk = 2;
        return new byte[] {7, 5, (byte) address, bulk, (byte) packet, (byte) (packet >> 8), 0};
    }

    private static byte[] strings() {
        byte[] name = "Lab printer\0".getBytes(StandardCharsets.US_ASCII);
        int size = 16 + 2 + name.length;
        return littleEndian(size)
                .putInt(2)
                .putInt(size)
                .putInt(1)
                .putInt(1)
                .putShort((short) 0x409)
                .put(name)
                .array();
    }

    private interface Work {
        void once() throws IOException;
    }

    /** The endpoints come and go with the plug; whatever fails is tried again. */
    private static void run(String name, Work work) {
        Duty duty =
                new Duty() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public boolean turn() throws IOException {
                        work.once();
                        return true;
                    }

                    @Override
                    public void close() {}
                };
        DutyThread.start(duty, Duration.ofMillis(5), (who, e) -> {});
    }

    private void answerSetup() throws IOException {
        byte[] event = new byte[12];
        if (control.read(event) < event.length || event[8] != SETUP) return;
        boolean in = (event[0] & 0x80) != 0;
        int length = (event[6] & 0xFF) | (event[7] & 0xFF) << 8;
        if (in && event[1] == GET_DEVICE_ID) {
            byte[] text = IDENTITY.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer answer = ByteBuffer.allocate(text.length + 2);
            answer.putShort((short) (text.length + 2)).put(text);
            control.write(answer.array(), 0, Math.min(length, text.length + 2));
        } else if (in && event[1] == GET_PORT_STATUS) {
            control.write(paperOut ? 0x38 : 0x18);
        } else if (in) {
            control.read(new byte[1]); // refuses
        } else {
            control.read(new byte[Math.max(1, length)]); // Java reads nothing into nothing
        }
    }

    private void print(RandomAccessFile in, RandomAccessFile out) throws IOException {
        if (!reading) throw new IOException("not reading");
        byte[] buffer = new byte[4096];
        int count = out.read(buffer);
        for (int i = 0; i < count; i++) {
            byte value = buffer[i];
            synchronized (paper) {
                paper.write(value);
            }
            if (beforeLast == 0x10 && last == 0x04) in.write(status(value));
            beforeLast = last;
            last = value;
        }
    }

    private byte[] status(byte question) {
        if (!paperOut) return new byte[] {0x12};
        return new byte[] {(byte) (question == 4 ? 0x72 : question == 1 ? 0x1A : 0x32)};
    }

    void reading(boolean now) {
        reading = now;
    }

    void paperOut(boolean now) {
        paperOut = now;
    }

    /** What was printed since the last call. */
    byte[] takePaper() {
        synchronized (paper) {
            byte[] bytes = paper.toByteArray();
            paper.reset();
            return Arrays.copyOf(bytes, bytes.length);
        }
    }
}
