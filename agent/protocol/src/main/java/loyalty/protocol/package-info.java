/** How register and processor speak, and how packs, members and quotes are written down. */
@NullMarked
package loyalty.protocol;

import org.jspecify.annotations.NullMarked;
