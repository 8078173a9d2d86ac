package jpos.events;

/** As JavaPOS has it. */
public interface DataListener {
    void dataOccurred(DataEvent event);
}
