package loyalty.terminal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the central processor is.
 *
 * @param url its address; empty for a register that works alone
 * @param authority a PEM file with the only certificates trusted for it; empty for the JDK's own
 * @param budget how long a redemption may wait for its answer before the offline policy decides
 * @param poll how long one request for changes may wait
 */
public record ProcessorSettings(
        Optional<URI> url, Optional<Path> authority, Duration budget, Duration poll) {}
