package jpos.events;

import java.util.EventObject;

/** As JavaPOS has it: what a control fires when data is there. */
public final class DataEvent extends EventObject {
    private static final long serialVersionUID = 1L;

    public DataEvent(Object source) {
        super(source);
    }
}
