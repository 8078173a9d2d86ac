package loyalty.drivers.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The few calls of the C library that Java does not offer, and Linux's numbers for them. */
final class C {
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final short POLLIN = 0x1;
    static final short POLLOUT = 0x4;
    static final short POLLERR = 0x8;
    static final short POLLHUP = 0x10;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENOTDIR = 20;

    static final int EFD_NONBLOCK = O_NONBLOCK;
    static final int EFD_CLOEXEC = O_CLOEXEC;

    static {
        NativeFiles.prepareForJna();
        if (Platform.isLinux()) Native.register(Platform.C_LIBRARY_NAME);
    }

    private C() {}

    static void requireLinux(String what) {
        if (!Platform.isLinux()) {
            throw new UnsupportedOperationException(
                    what + " works on Linux only; use serial:, tcp: or usb: here");
        }
    }

    static native int open(String path, int flags) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;

    static native long read(int fd, byte[] into, long count) throws LastErrorException;

    static native long write(int fd, byte[] bytes, long count) throws LastErrorException;

    static native int poll(int[] fds, long count, int timeoutMillis) throws LastErrorException;

    static native int ioctl(int fd, long request, int argument) throws LastErrorException;

    static native int eventfd(int start, int flags) throws LastErrorException;

    static native int posix_openpt(int flags) throws LastErrorException;

    static native int grantpt(int fd) throws LastErrorException;

    static native int unlockpt(int fd) throws LastErrorException;

    static native int ptsname_r(int fd, byte[] name, long size) throws LastErrorException;

    static native int tcgetattr(int fd, byte[] termios) throws LastErrorException;

    static native int tcsetattr(int fd, int when, byte[] termios) throws LastErrorException;

    static native void cfmakeraw(byte[] termios);

    static native int cfgetospeed(byte[] termios);
}
