package loyalty.acceptance.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.text.JsonText;
import org.jspecify.annotations.Nullable;

/** Listens to a register's live events over its WebSocket. */
public final class Ears implements AutoCloseable {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Ears(Register register) throws IOException {
        URI address = URI.create("ws" + register.address().toString().substring(4) + "/v1/events");
        try {
            this.socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .header("Authorization", "Bearer " + register.token())
                            .buildAsync(address, new Listener())
                            .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no events from " + address, e);
        }
    }

    public static Ears open(Register register) throws IOException {
        return new Ears(register);
    }

    /** The next event of this name. */
    public Calls.Answer await(String event, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String text = heard.poll(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
            if (text == null) {
                throw new IOException("no event \"" + event + "\" in " + patience);
            }
            try {
                Calls.Answer told = new Calls.Answer(200, JsonText.read(text, "event"));
                if (told.at("event").equals(event)) {
                    return told;
                }
            } catch (InvalidDocumentException e) {
                throw new IOException("an event that is no JSON: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                heard.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
