package loyalty.drivers.printer;

import java.nio.charset.StandardCharsets;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.javapos.JavaPosControl;
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

    private final String name;
    private final String logicalName;
    private final Conversation talk;
    private @Nullable JavaPosControl control;
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
        JavaPosControl claimed = claimed();
        boolean coverOpen = claimed.truth("getCoverOpen");
        boolean paperOut = claimed.truth("getRecEmpty");
        boolean nearEnd = claimed.truth("getRecNearEnd");
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
    private JavaPosControl claimed() throws DeviceException {
        JavaPosControl now = control;
        if (now != null) return now;
        JavaPosControl fresh = JavaPosControl.open(CONTROL, logicalName);
        fresh.claim();
        control = fresh;
        return fresh;
    }

    /** The vendor's own self test, in the vendor's words. */
    public String checkHealth() throws DeviceException {
        return claimed().checkHealth();
    }

    /** The vendor's statistics, as the XML that UnifiedPOS prescribes. */
    public String statistics() throws DeviceException {
        return claimed().statistics();
    }

    @Override
    public Printed print(PrintJob job) {
        JavaPosControl on = control;
        if (on == null) return new Printed(Outcome.NOT_STARTED, "not claimed");
        boolean drawer = job.kind() == PrintJob.Kind.DRAWER;
        byte[] bytes = drawer ? talk.pulse() : new Bytes().put(talk.begin()).put(job.bytes()).all();
        if (bytes.length == 0) return new Printed(Outcome.BROKEN_OFF, "this model has no drawer");
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        String passed = "\u001B|" + raw.length() + "E" + raw;
        try {
            on.call("printNormal", RECEIPT_STATION, passed);
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
        JavaPosControl on = control;
        control = null;
        if (on != null && !on.close()) status = PrinterStatus.UNKNOWN;
    }
}
