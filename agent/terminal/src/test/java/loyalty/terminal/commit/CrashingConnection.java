package loyalty.terminal.commit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import loyalty.terminal.database.Connector;

/** A connection whose n-th call, and every later one, fails: the machine is dead from there on. */
final class CrashingConnection {
    private int callsLeft = Integer.MAX_VALUE;

    void crashAfter(int calls) {
        callsLeft = calls;
    }

    boolean crashed() {
        return callsLeft < 0;
    }

    Connector connector() {
        return file -> wrap(Connection.class, Connector.sqlite().connect(file));
    }

    private <T> T wrap(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> {
                            if (!method.getName().equals("close") && --callsLeft < 0) {
                                throw new SQLException("simulated crash in " + method.getName());
                            }
                            try {
                                Object result = method.invoke(target, args);
                                Class<?> returned = method.getReturnType();
                                boolean jdbc =
                                        returned.isInterface()
                                                && returned.getName().startsWith("java.sql.");
                                return jdbc && result != null ? wrap(returned, result) : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
