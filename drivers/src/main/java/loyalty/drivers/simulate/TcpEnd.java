package loyalty.drivers.simulate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A listening port that serves one driver at a time. Connections are taken when it is asked for
 * anything, so one thread is enough; only closing may come from another.
 */
final class TcpEnd implements DeviceEnd {
    private static final Ticker TICKER = Ticker.system();

    private final Door door;
    private final Selector selector;
    private final boolean shuts;
    private final ByteBuffer in = ByteBuffer.allocate(4096);
    private @Nullable SocketChannel driver;
    private byte[] pending = new byte[0];

    TcpEnd(InetSocketAddress wanted, SecondConnection second) throws DeviceException {
        this.shuts = second == SecondConnection.REFUSED;
        try {
            selector = Selector.open();
            door = new Door(wanted, selector, second);
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.BUSY,
                    "port " + wanted.getPort() + " is taken: choose another, or 0 for any free one",
                    e);
        }
    }

    InetSocketAddress where() {
        return door.where();
    }

    @Override
    public String address() {
        return "tcp:" + where().getAddress().getHostAddress() + ":" + where().getPort();
    }

    @Override
    public boolean connected() throws DeviceException {
        if (pending.length == 0) pending = take(Duration.ZERO);
        return driver != null;
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
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
            else guard();
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
            if (here == null || !shuts) door.watch(here != null);
            selector.selectedKeys().clear();
            if (patience.toMillis() > 0) selector.select(patience.toMillis());
            else selector.selectNow();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private void accept() throws DeviceException {
        try {
            driver = door.admit().orElse(null);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private void guard() throws DeviceException {
        try {
            if (!shuts) door.guard();
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

    @Override
    public int write(byte[] bytes, Duration patience) throws DeviceException {
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
        return new DeviceException(Fault.UNPLUGGED, "port " + where().getPort() + " closed", e);
    }

    @Override
    public void close() throws DeviceException {
        try (selector) {
            door.close();
            if (driver != null) driver.close();
        } catch (IOException e) {
            throw gone(e);
        }
    }
}
