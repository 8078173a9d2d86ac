/**
 * Documents as trees: what packs, members, baskets and quotes are written in, before and after they
 * mean something. Neither JSON nor YAML is known here; every node knows where it stood, so that an
 * error can name file, line and path. Immutable and thread-safe.
 */
@NullMarked
package loyalty.engine.document;

import org.jspecify.annotations.NullMarked;
