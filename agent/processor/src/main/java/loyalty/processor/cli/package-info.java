/** The processor's commands. One file per command; {@code run} is what a service starts. */
@NullMarked
package loyalty.processor.cli;

import org.jspecify.annotations.NullMarked;
