/**
 * The main job, told as a story: a register sells with loyalty, through an outage and a power cut.
 */
@NullMarked
package loyalty.acceptance.demo;

import org.jspecify.annotations.NullMarked;
