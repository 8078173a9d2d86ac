package loyalty.protocol.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By which names the server may be called, and which web pages of others may call it. A page of
 * another site that points a browser at the register carries a wrong {@code Host} (DNS rebinding)
 * or a foreign {@code Origin}; both are refused.
 *
 * @param hosts names without a port; empty means any
 * @param origins whole origins of others, such as {@code https://pos.example}; the server's own is
 *     always welcome
 */
public record Visitors(Set<String> hosts, Set<String> origins) {
    public Visitors {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    /** This machine's own names, no foreign pages. */
    public static Visitors loopback() {
        return new Visitors(Set.of("localhost", "127.0.0.1", "[::1]"), Set.of());
    }

    /** Any name, no foreign pages: for a server behind its own address. */
    public static Visitors anyHost() {
        return new Visitors(Set.of(), Set.of());
    }

    void check(Optional<String> host, Optional<String> origin) throws Refusal {
        String name = host.map(Visitors::withoutPort).orElse("");
        if (!hosts.isEmpty() && !hosts.contains(name)) {
            throw new Refusal(
                    421,
                    "wrong-host",
                    "This server is not called \"" + name + "\".",
                    "Call it by one of: " + String.join(", ", hosts.stream().sorted().toList()));
        }
        if (origin.isPresent() && !welcome(origin.get(), host.orElse(""))) {
            throw new Refusal(
                    403,
                    "foreign-origin",
                    "Pages of " + origin.get() + " may not call this server.",
                    "Add the origin to http.origins in the configuration if it is yours.");
        }
    }

    private boolean welcome(String origin, String host) {
        return origins.contains(origin)
                || origin.equals("http://" + host)
                || origin.equals("https://" + host);
    }

    private static String withoutPort(String host) {
        try {
            String name = URI.create("http://" + host).getHost();
            return name == null ? "" : name.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
