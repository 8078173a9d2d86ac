package loyalty.drivers.simulate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A network device on a loopback port that serves one driver at a time; a second connection waits
 * until the first is gone, as most devices have it. Connections are taken when it is asked for
 * anything, so one thread is enough; only unplugging may come from another.
 */
public final class TcpWire implements SimulatedWire {
    private static final Ticker TICKER = Ticker.system();

    private final InetSocketAddress where;
    private volatile @Nullable Plugged plugged;

    private TcpWire(InetSocketAddress where) {
        this.where = where;
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for any free one
     */
    public static TcpWire open(int port) throws DeviceException {
        Plugged first = new Plugged(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        TcpWire wire = new TcpWire(first.where);
        wire.plugged = first;
        return wire;
    }

    @Override
    public String address() {
        return "tcp:" + where.getAddress().getHostAddress() + ":" + where.getPort();
    }

    @Override
    public boolean connected() throws DeviceException {
        Plugged here = plugged;
        return here != null && here.connected();
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        return current().read(patience);
    }

    @Override
    public int write(byte[] bytes, Duration patience) throws DeviceException {
        return current().write(bytes, patience);
    }

    private Plugged current() {
        Plugged here = plugged;
        if (here == null) throw new IllegalStateException("unplugged");
        return here;
    }

    @Override
    public synchronized void plug() throws DeviceException {
        if (plugged == null) plugged = new Plugged(where);
    }

    @Override
    public synchronized void unplug() throws DeviceException {
        Plugged here = plugged;
        plugged = null;
        if (here != null) here.close();
    }

    @Override
    public boolean plugged() {
        return plugged != null;
    }

    @Override
    public void close() {
        try {
            unplug();
        } catch (DeviceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time between plug and unplug. */
    private static final class Plugged {
        private final InetSocketAddress where;
        private final ServerSocketChannel server;
        private final Selector selector;
        private final ByteBuffer in = ByteBuffer.allocate(4096);
        private @Nullable SocketChannel driver;
        private byte[] pending = new byte[0];

        Plugged(InetSocketAddress wanted) throws DeviceException {
            try {
                selector = Selector.open();
                server = ServerSocketChannel.open();
                server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                server.bind(wanted);
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT);
                where = (InetSocketAddress) server.getLocalAddress();
            } catch (IOException e) {
                throw new DeviceException(
                        Fault.BUSY,
                        "port "
                                + wanted.getPort()
                                + " is taken: choose another, or 0 for any free one",
                        e);
            }
        }

        boolean connected() throws DeviceException {
            if (pending.length == 0) pending = take(Duration.ZERO);
            return driver != null;
        }

        byte[] read(Duration patience) throws DeviceException {
            byte[] bytes = pending.length > 0 ? pending : take(patience);
            pending = new byte[0];
            return bytes;
        }

        private byte[] take(Duration patience) throws DeviceException {
            long start = TICKER.nanos();
            Duration left = patience;
            do {
                await(SelectionKey.OP_READ, left);
                if (driver == null) accept();
                byte[] bytes = driver == null ? new byte[0] : readNow(driver);
                if (bytes.length > 0) return bytes;
                left = patience.minus(TICKER.since(start));
            } while (left.toMillis() > 0);
            return new byte[0];
        }

        private void await(int operation, Duration patience) throws DeviceException {
            try {
                SocketChannel here = driver;
                if (here != null) here.register(selector, operation);
                server.register(selector, here == null ? SelectionKey.OP_ACCEPT : 0);
                selector.selectedKeys().clear();
                if (patience.toMillis() > 0) selector.select(patience.toMillis());
                else selector.selectNow();
            } catch (IOException e) {
                throw gone(e);
            }
        }

        private void accept() throws DeviceException {
            try {
                driver = server.accept();
                if (driver != null) driver.configureBlocking(false);
            } catch (IOException e) {
                throw gone(e);
            }
        }

        private byte[] readNow(SocketChannel here) {
            try {
                in.clear();
                int count = here.read(in);
                if (count >= 0) return Arrays.copyOf(in.array(), count);
                drop(here);
            } catch (IOException e) {
                drop(here); // reset by the driver
            }
            return new byte[0];
        }

        int write(byte[] bytes, Duration patience) throws DeviceException {
            if (!connected()) return 0;
            ByteBuffer out = ByteBuffer.wrap(bytes);
            long start = TICKER.nanos();
            SocketChannel here = driver;
            while (here != null && writeNow(here, out) && out.hasRemaining()) {
                Duration left = patience.minus(TICKER.since(start));
                if (left.toMillis() <= 0) break;
                await(SelectionKey.OP_WRITE, left);
            }
            return out.position();
        }

        private boolean writeNow(SocketChannel here, ByteBuffer out) {
            try {
                here.write(out);
                return true;
            } catch (IOException e) {
                drop(here);
                return false;
            }
        }

        private void drop(SocketChannel here) {
            driver = null;
            try {
                here.close();
                selector.selectNow(); // lets go of the descriptor
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private DeviceException gone(IOException e) {
            return new DeviceException(Fault.UNPLUGGED, "port " + where.getPort() + " closed", e);
        }

        void close() throws DeviceException {
            try (selector;
                    server) {
                if (driver != null) driver.close();
            } catch (IOException e) {
                throw gone(e);
            }
        }
    }
}
