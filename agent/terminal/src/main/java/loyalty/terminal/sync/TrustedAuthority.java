package loyalty.terminal.sync;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom to trust for the processor: the chain's own authority or pinned certificate, or the JDK's.
 */
public final class TrustedAuthority {
    private TrustedAuthority() {}

    /**
     * TLS for a processor's address; empty for plain HTTP.
     *
     * @param pem a file with the only certificates trusted; empty for those the JDK trusts
     * @throws IOException if the file is no certificate
     */
    public static Optional<SslContext> of(URI processor, Optional<Path> pem) throws IOException {
        if (!"https".equals(processor.getScheme())) {
            return Optional.empty();
        }
        SslContextBuilder builder = SslContextBuilder.forClient();
        try {
            pem.ifPresent(file -> builder.trustManager(file.toFile()));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    pem.map(Path::toString).orElse("") + " holds no certificate in PEM form", e);
        }
        return Optional.of(builder.build());
    }
}
