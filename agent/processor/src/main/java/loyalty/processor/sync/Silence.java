package loyalty.processor.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.processor.store.Store.AuditEntry;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.RegisterFile.Incarnation;
import loyalty.protocol.sync.Holder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers that were not heard of for long and hold points: told of, and, only if the settings
 * loosen the bound so, released by themselves.
 */
public final class Silence {
    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);

    private final Office office;
    private final Registers registers;

    /** An incarnation that has been silent for so long with so many points bound to it. */
    public record Silent(Holder holder, Duration since, long points) {}

    public Silence(Office office, Registers registers) {
        this.office = office;
        this.registers = registers;
    }

    /** Those silent for longer than the alarm, after what may be released by itself was. */
    public List<Silent> look() throws StoreException {
        var offline = office.settings().offline();
        List<Silent> silent = new ArrayList<>();
        Map<Holder, Long> bound = registers.bound();
        for (Map.Entry<Holder, Long> each : bound.entrySet()) {
            Optional<Duration> since = since(each.getKey());
            if (since.isPresent() && since.get().compareTo(offline.releaseAlarm()) >= 0) {
                Silent found = new Silent(each.getKey(), since.get(), each.getValue());
                if (!released(found)) {
                    silent.add(found);
                }
            }
        }
        return silent;
    }

    /** How long ago its term was renewed. */
    private Optional<Duration> since(Holder holder) throws StoreException {
        Duration term = office.settings().offline().term();
        return registers
                .file(holder.register())
                .flatMap(file -> file.incarnation(holder.incarnation()))
                .map(Incarnation::termEnd)
                .map(end -> Duration.between(end.minus(term), office.now()));
    }

    private boolean released(Silent silent) throws StoreException {
        Optional<Duration> limit = office.settings().offline().autoRelease();
        boolean due =
                limit.isPresent()
                        && silent.since().compareTo(limit.get()) >= 0
                        && !office.now().isBefore(registers.releasableFrom(silent.holder()));
        if (!due) {
            return false;
        }
        registers.declareDead(silent.holder());
        long points = registers.release(silent.holder());
        LOG.warn("register {} was silent for {}: released", silent.holder(), silent.since());
        office.store()
                .audit(
                        new AuditEntry(
                                office.now().toString(),
                                "autoRelease",
                                "released",
                                silent.holder() + ", " + points + " points"));
        return true;
    }
}
