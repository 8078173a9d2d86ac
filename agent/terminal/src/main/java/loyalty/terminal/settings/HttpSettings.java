package loyalty.terminal.settings;

import java.util.Set;

/**
 * The local API.
 *
 * @param address what to listen on; a loopback address unless the shop asks for more
 * @param port 0 for any free one
 * @param hosts further names it may be called by
 * @param origins web pages of others that may call it
 */
public record HttpSettings(String address, int port, Set<String> hosts, Set<String> origins) {
    public HttpSettings {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }
}
