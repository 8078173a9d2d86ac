package loyalty.acceptance.simulation;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import loyalty.acceptance.simulation.Line.Identity;
import loyalty.acceptance.simulation.Line.Question;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.CursorGone;
import loyalty.processor.sync.Unauthorized;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.terminal.sync.ProcessorException;

/**
 * What lies between all registers and the processor. It keeps some requests, or copies of them, so
 * long that nobody waits for them any more: a hold may be asked for after it was cancelled, or
 * after its sale was booked.
 */
final class Net {
    private static final double KEPT = 0.15;
    private static final double COPIED = 0.7;
    private static final int MOST_COPIES = 6;

    /** One in so many turns brings something that was kept. */
    private static final int RARELY = 40;

    private final HeadOffice office;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final List<Stray> strays = new ArrayList<>();
    private final Tally arrived = new Tally();

    /** A request on its way, by whom it was sent. */
    private record Stray(Question<?> question, Identity from) {}

    /** What becomes of a request. */
    enum Fate {
        /** It goes its way. */
        CARRIED,
        /** It goes its way, and copies of it come again. */
        COPIED,
        /** It is kept. */
        KEPT
    }

    Net(HeadOffice office, SimulatedTime time, SplittableRandom random) {
        this.office = office;
        this.time = time;
        this.random = random;
    }

    /** Another register's line. */
    Line line(SplittableRandom lineRandom, SigningKey key) {
        return new Line(this, office, time, lineRandom, key);
    }

    /** What is asked for over a line is answered by the processor's desks. */
    DeskCalls desks(Line line) {
        return new DeskCalls(line, office, time);
    }

    /** Takes a request over, and tells what becomes of it. */
    Fate take(Question<?> question, Identity from) {
        double chance = random.nextDouble();
        if (chance < KEPT) {
            strays.add(new Stray(question, from));
            return Fate.KEPT;
        }
        if (chance < KEPT + COPIED) {
            int copies = random.nextInt(1, MOST_COPIES + 1);
            for (int i = 0; i < copies; i++) {
                strays.add(new Stray(question, from));
            }
            return Fate.COPIED;
        }
        return Fate.CARRIED;
    }

    /** Something that was kept may arrive now. */
    void turn() {
        if (!strays.isEmpty() && random.nextInt(RARELY) == 0) {
            deliver();
        }
    }

    /** Something that was kept arrives, if there is anything. */
    void deliver() {
        if (!strays.isEmpty()) {
            arrive(strays.remove(random.nextInt(strays.size())));
        }
    }

    boolean isEmpty() {
        return strays.isEmpty();
    }

    /** What arrived too late, by what it met. */
    Tally arrived() {
        return arrived;
    }

    /** The processor does its part; nobody hears of it. */
    private void arrive(Stray stray) {
        try {
            Object answer = stray.question().answer(stray.from());
            if (answer instanceof ReservationAnswer met) {
                arrived.count("late request, " + met.state().name().toLowerCase(Locale.ROOT));
            }
        } catch (CursorGone | Unauthorized | ProcessorException e) {
            arrived.count("late request, not heard");
        } catch (StoreException | UncheckedIOException e) {
            office.failed(e);
        } catch (Exception e) {
            office.broke(e);
        }
    }
}
