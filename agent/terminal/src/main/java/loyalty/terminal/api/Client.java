package loyalty.terminal.api;

import java.time.Instant;
import java.util.Set;

/**
 * A program that may call the local API.
 *
 * @param name unique on this register
 * @param tokenHash SHA-256 of its token, hexadecimal; the token itself is kept nowhere
 */
public record Client(String name, String tokenHash, Set<Scope> scopes, Instant added) {
    public Client {
        scopes = Set.copyOf(scopes);
    }
}
