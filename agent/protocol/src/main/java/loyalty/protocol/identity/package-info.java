/**
 * Who and what something is, provable on another machine: operation ids, derived ids, keyed hashes
 * of phones and cards, Ed25519 signatures, sealed personal fields. Values are immutable and
 * thread-safe.
 */
@NullMarked
package loyalty.protocol.identity;

import org.jspecify.annotations.NullMarked;
