package loyalty.protocol.http;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Everything a server is made of. Immutable; the methods give changed copies.
 *
 * @param routes what is answered
 * @param guard who may ask
 * @param visitors by which names, and from which pages
 * @param limits how much at once
 * @param meter who counts
 * @param tls the certificate and key; empty for plain HTTP
 */
public record Service(
        Routes routes,
        Guard guard,
        Visitors visitors,
        Limits limits,
        Meter meter,
        Optional<SSLContext> tls) {

    /** Open to programs on this machine that call it by its own name. */
    public static Service of(Routes routes) {
        return new Service(
                routes,
                Guard.NONE,
                Visitors.loopback(),
                Limits.register(),
                Meter.NONE,
                Optional.empty());
    }

    /** With another guard. */
    public Service guarded(Guard by) {
        return new Service(routes, by, visitors, limits, meter, tls);
    }

    /** With other visitors. */
    public Service visited(Visitors by) {
        return new Service(routes, guard, by, limits, meter, tls);
    }

    /** With other limits. */
    public Service limited(Limits to) {
        return new Service(routes, guard, visitors, to, meter, tls);
    }

    /** Counted by a meter. */
    public Service metered(Meter by) {
        return new Service(routes, guard, visitors, limits, by, tls);
    }

    /** Over TLS. */
    public Service over(SSLContext certificate) {
        return new Service(routes, guard, visitors, limits, meter, Optional.of(certificate));
    }
}
