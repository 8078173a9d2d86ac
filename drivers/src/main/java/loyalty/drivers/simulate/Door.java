package loyalty.drivers.simulate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port a network device listens on: lets one driver in and deals with a second one. */
final class Door {
    private final Selector selector;
    private final SecondConnection second;
    private final InetSocketAddress where;
    private volatile @Nullable ServerSocketChannel server;

    Door(InetSocketAddress wanted, Selector selector, SecondConnection second) throws IOException {
        this.selector = selector;
        this.second = second;
        ServerSocketChannel first = listening(wanted);
        this.where = (InetSocketAddress) first.getLocalAddress();
        this.server = first;
    }

    private static ServerSocketChannel listening(InetSocketAddress where) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(where);
        server.configureBlocking(false);
        return server;
    }

    InetSocketAddress where() {
        return where;
    }

    /** Makes the selector wake up for whoever comes, if anyone may. */
    void watch(boolean someoneInside) throws IOException {
        boolean wanted = !someoneInside || second == SecondConnection.RESET;
        open().register(selector, wanted ? SelectionKey.OP_ACCEPT : 0);
    }

    /** A second driver gets what it gets. */
    void guard() throws IOException {
        if (second != SecondConnection.RESET) return;
        for (SocketChannel late = open().accept(); late != null; late = open().accept()) {
            late.setOption(StandardSocketOptions.SO_LINGER, 0);
            late.close();
        }
    }

    /** The driver that has come, if one has. */
    Optional<SocketChannel> admit() throws IOException {
        SocketChannel driver = open().accept();
        if (driver == null) return Optional.empty();
        driver.configureBlocking(false);
        if (second == SecondConnection.REFUSED) shut();
        return Optional.of(driver);
    }

    private ServerSocketChannel open() throws IOException {
        ServerSocketChannel now = server;
        if (now == null) {
            now = listening(where);
            server = now;
        }
        return now;
    }

    private void shut() throws IOException {
        ServerSocketChannel now = server;
        server = null;
        if (now != null) now.close();
        selector.selectNow(); // lets go of the descriptor
    }

    void close() throws IOException {
        ServerSocketChannel now = server;
        if (now != null) now.close();
    }
}
