package jpos;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.drivers.paper.PrinterMachine;

/**
 * Stands for a vendor's JavaPOS jar: the class and method names that UnifiedPOS prescribes, a
 * simulated machine behind them.
 */
public class POSPrinter {
    private static final Pattern PASSED = Pattern.compile("\u001B\\|(\\d+)E(.*)", Pattern.DOTALL);

    /** The machine that every control of this test drives. */
    public static PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);

    private boolean open;
    private boolean claimed;
    private boolean enabled;
    private String health = "";

    public void open(String logicalName) {
        if (logicalName.equals("Missing")) {
            throw new IllegalStateException("no such logical device: " + logicalName);
        }
        open = true;
    }

    public void claim(int millis) {
        if (!open) throw new IllegalStateException("not open");
        claimed = true;
    }

    public void setDeviceEnabled(boolean on) {
        if (!claimed) throw new IllegalStateException("not claimed");
        enabled = on;
    }

    public boolean getCoverOpen() {
        return machine.coverOpen();
    }

    public boolean getRecEmpty() {
        return machine.paperOut();
    }

    public boolean getRecNearEnd() {
        return false;
    }

    public void checkHealth(int level) {
        health = "Internal HCheck: Successful " + level;
    }

    public String getCheckHealthText() {
        return health;
    }

    public void retrieveStatistics(String[] buffer) {
        buffer[0] = "<UPOSStat/>";
    }

    public void printNormal(int station, String data) {
        Matcher passed = PASSED.matcher(data);
        if (!enabled || station != 2 || !passed.matches()) throw new IllegalStateException(data);
        byte[] bytes = passed.group(2).getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != Integer.parseInt(passed.group(1))) {
            throw new IllegalStateException("cut short: " + bytes.length);
        }
        machine.receive(bytes, 0, bytes.length);
        machine.work();
    }

    public void close() {
        open = false;
        claimed = false;
        enabled = false;
    }
}
