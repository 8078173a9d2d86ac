package loyalty.acceptance.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import loyalty.terminal.database.Connector;

/**
 * A disk that works until it is told to die at the n-th call from now; from there on every call
 * fails until the ledger is opened again. It does not wait for the platter: what is simulated is
 * the crash of a program, many thousand times.
 */
final class FragileDisk {
    private long callsLeft = Long.MAX_VALUE;

    void dieAfter(long calls) {
        callsLeft = calls;
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

    private Object call(Object target, java.lang.reflect.Method method, Object[] args)
            throws Throwable {
        if (!method.getName().equals("close") && --callsLeft < 0) {
            throw new SQLException("simulated death of the machine");
        }
        if (target instanceof Statement
                && args != null
                && args.length == 1
                && "PRAGMA synchronous = FULL".equals(args[0])) {
            args[0] = "PRAGMA synchronous = OFF";
        }
        try {
            Object result = method.invoke(target, args);
            Class<?> returned = method.getReturnType();
            boolean jdbc = returned.isInterface() && returned.getName().startsWith("java.sql.");
            return jdbc && result != null ? wrap(returned, result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
