package loyalty.drivers.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;

/** A TCP connection to a device. Closing is a FIN after the last byte, never a reset. */
final class TcpLink implements Link {
    private static final Ticker TICKER = Ticker.system();
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final String name;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(8192);
    private volatile boolean closed;
    private volatile boolean wrote;

    private TcpLink(String name, SocketChannel channel, Selector selector, SelectionKey key) {
        this.name = name;
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static TcpLink open(String name, String host, int port, Duration patience)
            throws DeviceException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new DeviceException(Fault.UNPLUGGED, host + " is not known to the network");
        }
        try (Opening opening = new Opening()) {
            SocketChannel channel = opening.channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            SelectionKey key = channel.register(opening.selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address)) finish(name, opening, patience);
            return opening.keep(name, key);
        } catch (IOException e) {
            if (e instanceof DeviceException known) throw known;
            throw new DeviceException(
                    Fault.UNPLUGGED,
                    name
                            + " refuses the connection ("
                            + e.getMessage()
                            + "): is it on, and does no other program hold it?",
                    e);
        }
    }

    private static void finish(String name, Opening opening, Duration patience) throws IOException {
        opening.selector.select(Math.max(1, patience.toMillis()));
        if (!opening.channel.finishConnect()) {
            throw new DeviceException(
                    Fault.TIMED_OUT,
                    name
                            + " does not answer within "
                            + patience.toMillis()
                            + " ms: check cable, address and power");
        }
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        wrote = true;
        ByteBuffer out = ByteBuffer.wrap(bytes, offset, length);
        long start = TICKER.nanos();
        try {
            channel.write(out);
            while (out.hasRemaining()
                    && await(SelectionKey.OP_WRITE, patience.minus(TICKER.since(start)))) {
                channel.write(out);
            }
            return length - out.remaining();
        } catch (IOException | ClosedSelectorException e) {
            throw gone(e);
        }
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        try {
            byte[] bytes = readNow();
            if (bytes.length > 0 || !await(SelectionKey.OP_READ, patience)) return bytes;
            return readNow();
        } catch (IOException | ClosedSelectorException e) {
            throw gone(e);
        }
    }

    private byte[] readNow() throws IOException {
        in.clear();
        int count = channel.read(in);
        if (count < 0) throw new IOException("the other side has closed the connection");
        return Arrays.copyOf(in.array(), count);
    }

    private boolean await(int operation, Duration patience) throws IOException {
        if (patience.isNegative() || patience.isZero()) return false;
        key.interestOps(operation);
        selector.selectedKeys().clear();
        selector.select(Math.max(1, patience.toMillis()));
        if (closed) throw new IOException("it was closed");
        return !selector.selectedKeys().isEmpty();
    }

    private DeviceException gone(Exception cause) {
        boolean meant = closed;
        release();
        return new DeviceException(
                Fault.UNPLUGGED,
                meant ? name + " is closed" : name + " is gone: " + cause.getMessage(),
                cause);
    }

    @Override
    public String name() {
        return name;
    }

    /** Says it has finished, gives the device a moment to say so too, and only then lets go. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        selector.wakeup();
        try {
            channel.shutdownOutput();
            if (wrote) awaitFarewell();
        } catch (IOException | ClosedSelectorException e) {
            // the device went first; there is nobody to say farewell to
        } finally {
            release();
        }
    }

    private void awaitFarewell() throws IOException {
        long start = TICKER.nanos();
        key.interestOps(SelectionKey.OP_READ);
        while (TICKER.since(start).compareTo(FAREWELL) < 0) {
            selector.selectedKeys().clear();
            selector.select(FAREWELL.toMillis());
            in.clear();
            if (channel.read(in) < 0) return;
        }
    }

    private void release() {
        closed = true;
        try (channel;
                selector) {
            selector.wakeup();
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be closed", e);
        }
    }

    /** What must be closed again if the connection does not come about. */
    private static final class Opening implements AutoCloseable {
        private final SocketChannel channel;
        private final Selector selector;
        private boolean kept;

        Opening() throws IOException {
            selector = Selector.open();
            channel = SocketChannel.open();
        }

        TcpLink keep(String name, SelectionKey key) {
            kept = true;
            return new TcpLink(name, channel, selector, key);
        }

        @Override
        public void close() throws IOException {
            if (kept) return;
            channel.close();
            selector.close();
        }
    }
}
