/**
 * Several nodes over one PostgreSQL behind a balancer, registers in processes of their own, nodes
 * and database killed under load: nothing lost, nothing doubled.
 */
@NullMarked
package loyalty.acceptance.nodes;

import org.jspecify.annotations.NullMarked;
