/**
 * Device files the way the operating system has them: open, poll, read, write, ioctl, through JNA
 * and the C library. Linux only; everything else says so. Any thread may close what another uses.
 */
@NullMarked
package loyalty.drivers.posix;

import org.jspecify.annotations.NullMarked;
