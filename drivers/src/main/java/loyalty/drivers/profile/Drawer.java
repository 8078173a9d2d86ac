package loyalty.drivers.profile;

/**
 * The cash drawer's pulse.
 *
 * @param pin 2 or 5 of the connector; 0 where the model has none
 * @param onMillis how long the pulse lasts
 * @param offMillis the rest after it
 */
public record Drawer(int pin, int onMillis, int offMillis) {
    /** No drawer can be connected. */
    public static final Drawer NONE = new Drawer(0, 0, 0);

    public Drawer {
        if (pin != 0 && pin != 2 && pin != 5) {
            throw new IllegalArgumentException("a drawer hangs on pin 2 or 5: " + pin);
        }
    }

    public boolean present() {
        return pin != 0;
    }
}
