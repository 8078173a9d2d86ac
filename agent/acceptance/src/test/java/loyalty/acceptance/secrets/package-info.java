/** What nobody may read: in logs, and in files without their key. */
@NullMarked
package loyalty.acceptance.secrets;

import org.jspecify.annotations.NullMarked;
