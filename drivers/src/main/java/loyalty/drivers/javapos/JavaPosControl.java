package loyalty.drivers.javapos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;

/**
 * One JavaPOS control, opened by its logical name. The JavaPOS classes are looked for at run time:
 * without the vendor's jars on the class path that is said, and everything else works. As
 * thread-safe as the control.
 */
public final class JavaPosControl {
    private static final int CLAIM_MILLIS = 2_000;
    private static final int INTERNAL_HEALTH = 1;

    private final Object control;

    private JavaPosControl(Object control) {
        this.control = control;
    }

    /**
     * Opens it, not yet claimed.
     *
     * @param type the control's class, such as {@code jpos.Scanner}
     */
    public static JavaPosControl open(String type, String logicalName) throws DeviceException {
        JavaPosControl opened = new JavaPosControl(made(type, logicalName));
        opened.call("open", logicalName);
        return opened;
    }

    private static Object made(String type, String logicalName) throws DeviceException {
        try {
            return Class.forName(type).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED,
                    "javapos:"
                            + logicalName
                            + " needs the vendor's JavaPOS jars and jpos.xml on the class path: "
                            + e,
                    e);
        }
    }

    /** UnifiedPOS words: claim, enable. One that cannot be had is closed again. */
    public void claim() throws DeviceException {
        try {
            call("claim", CLAIM_MILLIS);
            call("setDeviceEnabled", true);
        } catch (DeviceException e) {
            close();
            throw e;
        }
    }

    /**
     * Calls a method of the control; nothing answered is an empty text.
     *
     * @throws DeviceException with what the control said
     */
    public Object call(String method, Object... arguments) throws DeviceException {
        Class<?>[] types =
                Arrays.stream(arguments).map(JavaPosControl::type).toArray(Class<?>[]::new);
        try {
            Object answer = control.getClass().getMethod(method, types).invoke(control, arguments);
            return answer == null ? "" : answer;
        } catch (InvocationTargetException e) {
            String said = String.valueOf(e.getCause());
            throw new DeviceException(Fault.OFFLINE, "JavaPOS " + method + ": " + said, e);
        } catch (ReflectiveOperationException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED, "this JavaPOS control has no " + method, e);
        }
    }

    private static Class<?> type(Object argument) {
        if (argument instanceof Integer) return int.class;
        return argument instanceof Boolean ? boolean.class : argument.getClass();
    }

    /** True if a question is answered so. */
    public boolean truth(String getter) throws DeviceException {
        return Boolean.TRUE.equals(call(getter));
    }

    /**
     * Has events handed over, on the control's own thread.
     *
     * @param type the listener's interface, such as {@code jpos.events.DataListener}
     * @param adding the control's method that takes one
     */
    public void listen(String type, String adding, InvocationHandler handler)
            throws DeviceException {
        try {
            Class<?> listener = Class.forName(type);
            Object proxy =
                    Proxy.newProxyInstance(
                            listener.getClassLoader(), new Class<?>[] {listener}, handler);
            control.getClass().getMethod(adding, listener).invoke(control, proxy);
        } catch (ReflectiveOperationException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED, "this JavaPOS control gives no " + type, e);
        }
    }

    /** The vendor's own self test, in the vendor's words. */
    public String checkHealth() throws DeviceException {
        call("checkHealth", INTERNAL_HEALTH);
        return String.valueOf(call("getCheckHealthText"));
    }

    /** The vendor's statistics, as the XML that UnifiedPOS prescribes. */
    public String statistics() throws DeviceException {
        String[] buffer = {""};
        call("retrieveStatistics", (Object) buffer);
        return buffer[0];
    }

    /** Disables and releases as well; false if the control would not hear of it any more. */
    public boolean close() {
        try {
            call("close");
            return true;
        } catch (DeviceException e) {
            return false; // it is gone either way
        }
    }
}
