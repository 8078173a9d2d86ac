package loyalty.drivers.printer;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.PrinterProfile;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's JavaPOS printer by its logical name. The JavaPOS classes are looked for when the first
 * job comes: without the vendor's jars on the class path the printer says so and everything else
 * works. Bytes go through unchanged ({@code ESC |n E}, pass through embedded data); the control is
 * synchronous, so its return confirms.
 */
public final class JavaPosPrinter implements Printer {
    private static final String CONTROL = "jpos.POSPrinter";
    private static final int RECEIPT_STATION = 2;
    private static final int INTERNAL_HEALTH = 1;
    private static final int CLAIM_MILLIS = 2_000;

    private final String name;
    private final String logicalName;
    private final Conversation talk;
    private @Nullable Object control;
    private volatile PrinterStatus status = PrinterStatus.UNKNOWN;
    private boolean closed;

    public JavaPosPrinter(String name, String logicalName, PrinterProfile profile) {
        this.name = name;
        this.logicalName = logicalName;
        this.talk = Conversations.of(Printers.mute(profile));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ready() throws DeviceException {
        if (closed) throw new DeviceException(Fault.UNPLUGGED, name + " was closed");
        Object claimed = claimed();
        boolean coverOpen = truth(claimed, "getCoverOpen");
        boolean paperOut = truth(claimed, "getRecEmpty");
        boolean nearEnd = truth(claimed, "getRecNearEnd");
        PrinterStatus.Paper paper =
                nearEnd ? PrinterStatus.Paper.NEAR_END : PrinterStatus.Paper.PRESENT;
        status =
                PrinterStatus.UNKNOWN
                        .withPaper(paperOut ? PrinterStatus.Paper.OUT : paper)
                        .withCover(
                                coverOpen ? PrinterStatus.Cover.OPEN : PrinterStatus.Cover.CLOSED);
        if (status.trouble().isPresent()) {
            Fault fault = status.trouble().get();
            throw new DeviceException(fault, name + ": " + PrinterStatus.advice(fault));
        }
    }

    /** UnifiedPOS words: open, claim, enable. */
    private Object claim() throws DeviceException {
        Object fresh = newControl();
        call(fresh, "open", new Class<?>[] {String.class}, logicalName);
        try {
            call(fresh, "claim", new Class<?>[] {int.class}, CLAIM_MILLIS);
            call(fresh, "setDeviceEnabled", new Class<?>[] {boolean.class}, true);
        } catch (DeviceException e) {
            call(fresh, "close", new Class<?>[0]);
            throw e;
        }
        control = fresh;
        return fresh;
    }

    private Object newControl() throws DeviceException {
        try {
            return Class.forName(CONTROL).getConstructor().newInstance();
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

    private static boolean truth(Object on, String getter) throws DeviceException {
        return Boolean.TRUE.equals(call(on, getter, new Class<?>[0]));
    }

    private static Object call(Object on, String method, Class<?>[] types, Object... arguments)
            throws DeviceException {
        try {
            Object answer = on.getClass().getMethod(method, types).invoke(on, arguments);
            return answer == null ? "" : answer;
        } catch (InvocationTargetException e) {
            String said = String.valueOf(e.getCause());
            throw new DeviceException(Fault.OFFLINE, "JavaPOS " + method + ": " + said, e);
        } catch (ReflectiveOperationException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED, "this JavaPOS control has no " + method, e);
        }
    }

    private Object claimed() throws DeviceException {
        Object now = control;
        return now == null ? claim() : now;
    }

    /** The vendor's own self test, in the vendor's words. */
    public String checkHealth() throws DeviceException {
        Object on = claimed();
        call(on, "checkHealth", new Class<?>[] {int.class}, INTERNAL_HEALTH);
        return String.valueOf(call(on, "getCheckHealthText", new Class<?>[0]));
    }

    /** The vendor's statistics, as the XML that UnifiedPOS prescribes. */
    public String statistics() throws DeviceException {
        Object on = claimed();
        String[] buffer = {""};
        call(on, "retrieveStatistics", new Class<?>[] {String[].class}, (Object) buffer);
        return buffer[0];
    }

    @Override
    public Printed print(PrintJob job) {
        Object on = control;
        if (on == null) return new Printed(Outcome.NOT_STARTED, "not claimed");
        boolean drawer = job.kind() == PrintJob.Kind.DRAWER;
        byte[] bytes = drawer ? talk.pulse() : new Bytes().put(talk.begin()).put(job.bytes()).all();
        if (bytes.length == 0) return new Printed(Outcome.BROKEN_OFF, "this model has no drawer");
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        String passed = "\u001B|" + raw.length() + "E" + raw;
        try {
            call(
                    on,
                    "printNormal",
                    new Class<?>[] {int.class, String.class},
                    RECEIPT_STATION,
                    passed);
            return new Printed(drawer ? Outcome.UNCONFIRMED : Outcome.CONFIRMED, "");
        } catch (DeviceException e) {
            return new Printed(Outcome.BROKEN_OFF, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public PrinterStatus status() {
        return status;
    }

    @Override
    public void idle() {
        // the vendor's control keeps itself up to date
    }

    @Override
    public void brokenOff(int bytes) {
        // the vendor's control keeps jobs apart
    }

    @Override
    public void close() {
        closed = true;
        Object on = control;
        control = null;
        if (on == null) return;
        try {
            call(on, "close", new Class<?>[0]);
        } catch (DeviceException e) {
            status = PrinterStatus.UNKNOWN; // it is gone either way
        }
    }
}
