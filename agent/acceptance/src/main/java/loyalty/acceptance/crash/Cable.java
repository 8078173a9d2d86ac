package loyalty.acceptance.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable between one register and the processor, for TCP: whole, or broken in one of the ways that
 * networks break.
 */
final class Cable implements AutoCloseable {
    private static final long A_MOMENT = 5_000_000;

    private final URI processor;
    private final ServerSocket end;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Fault fault = Fault.NONE;

    /** How it is broken. */
    enum Fault {
        NONE,
        /** Nobody listens: connections are refused or reset at once. */
        CUT,
        /** Connections open, nothing comes through, nobody is told. */
        BLACK_HOLE,
        /** Each connection breaks after its first bytes, in either direction. */
        RESET,
        /** Everything comes late. */
        SLOW
    }

    Cable(URI processor) throws IOException {
        this.processor = processor;
        this.end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon("cable", this::accept);
    }

    /** What a register is to call. */
    URI address() {
        return URI.create("http://127.0.0.1:" + end.getLocalPort());
    }

    /** From now on it is broken this way; what was connected feels it. */
    void become(Fault next) {
        fault = next;
        if (next == Fault.CUT || next == Fault.RESET) {
            sockets.forEach(Cable::reset);
        }
    }

    /** How many bytes came through. */
    long carried() {
        return bytes.get();
    }

    private void accept() {
        while (!end.isClosed()) {
            try {
                Socket near = end.accept();
                sockets.add(near);
                if (fault == Fault.CUT) {
                    reset(near);
                } else {
                    connect(near);
                }
            } catch (IOException e) {
                // The processor is away, or this cable is being closed: the register sees it.
                LockSupport.parkNanos(A_MOMENT);
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far = new Socket();
        sockets.add(far);
        try {
            far.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), processor.getPort()),
                    1_000);
        } catch (IOException e) {
            reset(near);
            reset(far);
            throw e;
        }
        daemon("cable up", () -> carry(near, far));
        daemon("cable down", () -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[8 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                Fault now = fault;
                if (now == Fault.RESET || now == Fault.CUT) {
                    out.write(buffer, 0, read / 2);
                    break;
                }
                if (now != Fault.BLACK_HOLE) {
                    LockSupport.parkNanos(now == Fault.SLOW ? 40 * A_MOMENT : 0);
                    out.write(buffer, 0, read);
                    bytes.addAndGet(read);
                }
                read = in.read(buffer);
            }
        } catch (IOException e) {
            LockSupport.parkNanos(0); // one end is gone; so is the other now
        }
        reset(from);
        reset(to);
        sockets.remove(from);
        sockets.remove(to);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            LockSupport.parkNanos(0); // it is closed already
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        end.close();
        sockets.forEach(Cable::reset);
    }
}
