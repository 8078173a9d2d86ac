package loyalty.drivers.printer;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param write for the device to take one chunk
 * @param answer for a status that is sent at once
 * @param acknowledgement for "it is on paper" after the last byte, while nothing is known to be
 *     wrong
 * @param stall without any byte taken or heard before a job is given up
 * @param people for a roll to be changed or a cover to be closed
 * @param idle before a network printer is let go of, so that other registers can have it
 */
public record Patience(
        Duration write,
        Duration answer,
        Duration acknowledgement,
        Duration stall,
        Duration people,
        Duration idle) {
    /** For real machines. */
    public static final Patience USUAL =
            new Patience(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1_500),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(5));
}
