package loyalty.acceptance.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands each new connection to the next node that takes it. Bytes only: it knows nothing of what
 * passes, so a node that dies cuts its connections in the middle of whatever they carried.
 */
final class Balancer implements AutoCloseable {
    private final ServerSocket front;
    private final List<URI> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "balancer");
                        thread.setDaemon(true);
                        return thread;
                    });

    Balancer(List<URI> nodes) throws IOException {
        this.front = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.nodes = List.copyOf(nodes);
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + front.getLocalPort());
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                threads.execute(() -> join(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void join(Socket client) {
        for (int i = 0; i < nodes.size(); i++) {
            URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
            try {
                Socket server = new Socket(node.getHost(), node.getPort());
                threads.execute(() -> pump(client, server));
                pump(server, client);
                return;
            } catch (IOException e) {
                // this node is down: the next one
                Thread.onSpinWait();
            }
        }
        close(client);
    }

    /** Until one side ends; then both are closed. */
    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                out.write(buffer, 0, read);
                out.flush();
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // the other side is gone: so is this one now
            Thread.onSpinWait();
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        threads.shutdownNow();
    }
}
