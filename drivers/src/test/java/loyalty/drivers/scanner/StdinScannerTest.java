package loyalty.drivers.scanner;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Codes typed or piped into standard input. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class StdinScannerTest extends ScannerContract {
    private final InputStream original = System.in;
    private Pipe pipe = new Pipe();

    /** Bytes as they are put in; an end when told. */
    private static final class Pipe extends InputStream {
        private static final int END = -1;
        private final BlockingQueue<Integer> bytes = new LinkedBlockingQueue<>();

        void put(String text) {
            for (byte b : text.getBytes(StandardCharsets.US_ASCII)) bytes.add(b & 0xFF);
        }

        void end() {
            bytes.add(END);
        }

        @Override
        public int read() {
            try {
                return bytes.take();
            } catch (InterruptedException e) {
                return END;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int value = read();
            if (value == END) return END;
            into[offset] = (byte) value;
            return 1;
        }
    }

    @Override
    Scanner open() throws Exception {
        pipe = new Pipe();
        System.setIn(pipe);
        return Scanners.open(settings("stdin"));
    }

    @Override
    void scan(String code) {
        pipe.put(code + "\n");
    }

    @Override
    void scanHalf(String code) {
        pipe.put(code);
    }

    @Override
    void unplug() {
        pipe.end();
    }

    @Override
    void plug() {
        pipe = new Pipe();
    }

    @AfterEach
    void restore() {
        System.setIn(original);
    }
}
