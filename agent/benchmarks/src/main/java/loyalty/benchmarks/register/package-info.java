/** The register's side: durable sales, the cache, the first load, the way to the processor. */
@NullMarked
package loyalty.benchmarks.register;

import org.jspecify.annotations.NullMarked;
