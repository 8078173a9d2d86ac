package loyalty.acceptance.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import loyalty.terminal.database.Connector;

/**
 * A disk that works until it is told to die at the n-th call from now, before or after that call
 * took effect; from there on every call fails until the ledger is opened again. It does not wait
 * for the platter: what is simulated is the crash of a program, many thousand times.
 */
final class FragileDisk {
    private long callsLeft = Long.MAX_VALUE;
    private boolean afterwards;
    private boolean watched;

    /** Dies at a call; {@code written} tells whether that one still takes effect. */
    void dieAfter(long calls, boolean written) {
        callsLeft = calls;
        afterwards = written;
    }

    /** While it is only looked at it does not come nearer to its death. */
    void watch(boolean now) {
        watched = now;
    }

    boolean isDead() {
        return callsLeft < 0;
    }

    /** Connections opened from now on work again. */
    Connector connector() {
        return file -> {
            callsLeft = Long.MAX_VALUE;
            return wrap(Connection.class, Connector.sqlite().connect(file));
        };
    }

    private <T> T wrap(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> call(target, method, args)));
    }

    private Object call(Object target, Method method, Object[] args) throws Throwable {
        boolean counts = !watched && !method.getName().equals("close");
        boolean last = counts && --callsLeft < 0;
        if (last && (callsLeft < -1 || !afterwards)) {
            throw new SQLException("simulated death of the machine");
        }
        Object result = invoke(target, method, args);
        if (last) {
            throw new SQLException("simulated death of the machine");
        }
        Class<?> returned = method.getReturnType();
        boolean jdbc = returned.isInterface() && returned.getName().startsWith("java.sql.");
        boolean rows = returned == java.sql.ResultSet.class; // nothing is written by reading on
        return jdbc && !rows && result != null ? wrap(returned, result) : result;
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        if (target instanceof Statement
                && args != null
                && args.length == 1
                && "PRAGMA synchronous = FULL".equals(args[0])) {
            args[0] = "PRAGMA synchronous = OFF";
        }
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
