/**
 * A small HTTP/1.1 and WebSocket server on Netty, for the register's local API and for the
 * processor.
 *
 * <p>Takes a {@link loyalty.protocol.http.Routes} table; gives answers, and errors as {@code
 * application/problem+json}. The event loop owns the sockets and never waits; handlers run on a
 * bounded pool of workers, and when that is full the caller hears "busy" at once.
 */
@NullMarked
package loyalty.protocol.http;

import org.jspecify.annotations.NullMarked;
