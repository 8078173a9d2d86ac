package loyalty.engine.basket;

/** Whether the processor can be asked while the sale is made. */
public enum Mode {
    ONLINE,
    OFFLINE
}
