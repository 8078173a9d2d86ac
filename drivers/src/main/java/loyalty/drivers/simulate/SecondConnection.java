package loyalty.drivers.simulate;

/** What a network device does with a driver that comes while another one is connected. */
public enum SecondConnection {
    /** It is connected and hears nothing until the first has gone, as Epson's printers have it. */
    WAITS,
    /** It is connected and reset at once, as Star's have it. */
    RESET,
    /** Nobody listens meanwhile. */
    REFUSED
}
