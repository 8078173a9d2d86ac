package loyalty.processor.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.programme.Offline;
import loyalty.processor.packs.Packs;
import loyalty.processor.packs.ReadPack;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.RegisterFile;
import loyalty.processor.sync.RegisterFile.Incarnation;
import loyalty.processor.sync.Registers;
import loyalty.protocol.sync.Holder;

/** What is at stake at each register until it is heard of again, and at each store. */
public final class Stakes {
    private final Office office;
    private final Registers registers;
    private final Packs packs;

    public Stakes(Office office, Registers registers, Packs packs) {
        this.office = office;
        this.registers = registers;
        this.packs = packs;
    }

    /**
     * Points in units of the scale.
     *
     * @param registers how many this is the sum of
     * @param silent how long the most silent of them has not been heard of
     * @param couldRedeem what they could let customers redeem, as far as is known here
     * @param bound what is bound to those silent for longer than the alarm, dead ones too
     * @param worstLoss what the programme could lose by them; empty if nothing bounds it
     * @param covered what it has paid for customers who did not have it
     */
    public record Stake(
            int registers,
            Duration silent,
            long couldRedeem,
            long bound,
            Optional<Long> worstLoss,
            long covered) {
        /** Of no register. */
        public static final Stake NONE = new Stake(0, Duration.ZERO, 0, 0, Optional.of(0L), 0);

        Stake and(Stake other) {
            return new Stake(
                    registers + other.registers,
                    silent.compareTo(other.silent) >= 0 ? silent : other.silent,
                    Math.addExact(couldRedeem, other.couldRedeem),
                    Math.addExact(bound, other.bound),
                    worstLoss.flatMap(a -> other.worstLoss.map(b -> Math.addExact(a, b))),
                    Math.addExact(covered, other.covered));
        }
    }

    /** By the register's id. */
    public Map<String, Stake> ofRegisters() throws StoreException {
        Map<Holder, Long> bound = registers.bound();
        Map<String, Stake> stakes = new TreeMap<>();
        for (RegisterFile file : registers.all()) {
            stakes.put(file.id(), of(file, bound));
        }
        return stakes;
    }

    /** By the store's id. */
    public Map<String, Stake> ofStores() throws StoreException {
        Map<Holder, Long> bound = registers.bound();
        Map<String, List<Stake>> found = new TreeMap<>();
        for (RegisterFile file : registers.all()) {
            found.computeIfAbsent(file.store(), store -> new ArrayList<>()).add(of(file, bound));
        }
        Map<String, Stake> stakes = new TreeMap<>();
        found.forEach((store, all) -> stakes.put(store, sum(all)));
        return stakes;
    }

    private static Stake sum(Collection<Stake> stakes) {
        return stakes.stream().reduce(Stake.NONE, Stake::and);
    }

    private Stake of(RegisterFile file, Map<Holder, Long> bound) throws StoreException {
        long couldRedeem = 0;
        long boundToSilent = 0;
        long covered = 0;
        long released = 0;
        Duration silent = Duration.ZERO;
        for (Incarnation each : file.incarnations()) {
            long points = bound.getOrDefault(new Holder(file.id(), each.number()), 0L);
            silent = since(each);
            couldRedeem += each.dead() ? 0 : points;
            boundToSilent += each.dead() || alarming(silent) ? points : 0;
            released += each.losses().released();
            covered += each.losses().covered();
        }
        return new Stake(1, silent, couldRedeem, boundToSilent, worst(file, released), covered);
    }

    private boolean alarming(Duration silent) {
        return silent.compareTo(office.settings().offline().releaseAlarm()) >= 0;
    }

    /** How long ago its term was renewed, to some minutes. */
    private Duration since(Incarnation incarnation) {
        Instant renewed = incarnation.termEnd().minus(office.settings().offline().term());
        Duration since = Duration.between(renewed, office.now());
        return since.isNegative() ? Duration.ZERO : since;
    }

    /** By the policy of the pack in force at the register's store; escrow if there is none. */
    private Optional<Long> worst(RegisterFile file, long released) throws StoreException {
        Optional<RulePack> pack = pack(file.store());
        if (pack.isEmpty()) {
            return Optional.of(released);
        }
        Offline rules = pack.get().settings().offline();
        return switch (rules.policy()) {
            case REFUSE -> Optional.of(0L);
            case ESCROW -> Optional.of(released);
            case FLOOR_LIMIT -> Optional.of(rules.perRegister().map(Points::units).orElse(0L));
            case KNOWN_BALANCE ->
                    pack.get()
                            .settings()
                            .redeem()
                            .maximum()
                            .map(most -> Math.multiplyExact(most.units(), rules.upperOffline()));
        };
    }

    private Optional<RulePack> pack(String store) throws StoreException {
        Optional<String> hash = packs.due(store, office.now());
        Optional<ReadPack> read = hash.isEmpty() ? Optional.empty() : packs.pack(hash.get());
        return read.map(each -> each.calculator().pack());
    }
}
