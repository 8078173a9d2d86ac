/**
 * Agent and processor as they run in a shop: processes of their own, started, spoken to over HTTP,
 * killed and started again. What the demo and the whole-system tests are made of.
 */
@NullMarked
package loyalty.acceptance.program;

import org.jspecify.annotations.NullMarked;
