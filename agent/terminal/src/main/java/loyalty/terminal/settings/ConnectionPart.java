package loyalty.terminal.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import loyalty.engine.document.Fields;

/** Reads from {@code agent.yaml} whom the agent speaks to and where it listens. */
final class ConnectionPart {
    private final Function<String, Path> beside;

    /**
     * @param beside a path as it is meant in the file
     */
    ConnectionPart(Function<String, Path> beside) {
        this.beside = beside;
    }

    ProcessorSettings processor(Fields fields) {
        Optional<URI> url = fields.text("url").flatMap(text -> url(fields, text));
        Optional<Path> authority = fields.text("authority").map(beside);
        authority
                .filter(path -> !Files.isRegularFile(path))
                .ifPresent(
                        path ->
                                fields.problem(
                                        "authority",
                                        "there is no file " + path,
                                        "name a PEM file with the chain's certificate"));
        Duration budget =
                Values.period(fields, "budget", Duration.ofMillis(800), Duration.ofSeconds(10));
        Duration poll =
                Values.period(fields, "poll", Duration.ofSeconds(30), Duration.ofSeconds(60));
        fields.end();
        return new ProcessorSettings(url, authority, budget, poll);
    }

    private static Optional<URI> url(Fields fields, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Told below: a URL that cannot be read and one without a host are mended alike.
        }
        fields.problem(
                "url",
                "\"" + text + "\" is not the address of a processor",
                "write it as https://loyalty.example:7790, or leave it out to work alone");
        return Optional.empty();
    }

    static HttpSettings http(Fields fields) {
        String address = fields.text("address").orElse("127.0.0.1");
        boolean loopback = isLoopback(fields, address);
        if (!loopback && !fields.truth("open", false)) {
            fields.problem(
                    "address",
                    address + " can be reached from outside this machine",
                    "use 127.0.0.1, or add open: true if the network is the shop's own");
        }
        fields.any("open");
        int port = (int) fields.whole("port", 7780, 0, 65_535);
        Set<String> hosts = new HashSet<>(fields.texts("hosts"));
        Set<String> origins = new HashSet<>(fields.texts("origins"));
        fields.end();
        return new HttpSettings(address, port, hosts, origins);
    }

    private static boolean isLoopback(Fields fields, String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            fields.problem("address", "\"" + address + "\" is no address", "write 127.0.0.1");
            return true;
        }
    }
}
