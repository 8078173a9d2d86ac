package jpos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jpos.events.DataEvent;
import jpos.events.DataListener;

/**
 * A stand-in for the control that vendors ship: the part of UnifiedPOS that a scanner uses, with
 * its rule that one data event disables the next.
 */
public final class Scanner {
    /** Those open now, by logical name. */
    public static final Map<String, Scanner> OPEN = new ConcurrentHashMap<>();

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private DataListener listener = event -> {};
    private byte[] data = new byte[0];
    private boolean claimed;
    private boolean enabled;
    private boolean events;
    private int power = 2001;
    private String name = "";

    public void open(String logicalName) {
        name = logicalName;
        OPEN.put(logicalName, this);
    }

    public void claim(int timeout) {
        claimed = timeout > 0;
    }

    public void setDeviceEnabled(boolean now) {
        if (!claimed) throw new IllegalStateException("not claimed");
        enabled = now;
    }

    public void addDataListener(DataListener added) {
        listener = added;
    }

    public synchronized void setDataEventEnabled(boolean now) {
        events = now && enabled;
        deliver();
    }

    /** The device scans. */
    public synchronized void scan(String code) {
        waiting.add(code.getBytes(StandardCharsets.UTF_8));
        deliver();
    }

    private void deliver() {
        if (!events || waiting.isEmpty()) return;
        events = false;
        data = waiting.remove();
        listener.dataOccurred(new DataEvent(this));
    }

    public byte[] getScanData() {
        return data.clone();
    }

    public int getScanDataType() {
        return data.length == 13 ? 104 : 0;
    }

    public int getState() {
        return 2;
    }

    public int getPowerState() {
        return power;
    }

    /** Pulls the plug. */
    public void powerOff() {
        power = 2004;
    }

    public void checkHealth(int level) {
        if (level != 1) throw new IllegalArgumentException("level " + level);
    }

    public String getCheckHealthText() {
        return "Internal HCheck: OK";
    }

    public void retrieveStatistics(String[] buffer) {
        buffer[0] = "<UPOSStat/>";
    }

    public void close() {
        OPEN.remove(name, this);
    }
}
