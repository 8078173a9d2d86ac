/** The words of Star Line Mode. Takes what the page encoder wants said, gives bytes. */
@NullMarked
package loyalty.drivers.star;

import org.jspecify.annotations.NullMarked;
