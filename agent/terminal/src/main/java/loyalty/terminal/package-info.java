/** The program on the register: scan, member, calculate, commit, print, sync. */
@NullMarked
package loyalty.terminal;

import org.jspecify.annotations.NullMarked;
