package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.commit.Correspondence;
import loyalty.terminal.commit.Correspondence.Agenda;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;

/**
 * What every errand finds at its place: whom to ask, what the till said when it was last asked, how
 * it goes, and how to have other errands wake up sooner. Thread: sync, but for {@link #ask}.
 */
final class Workplace {
    private final Till till;
    private final Processor processor;
    private final SyncSettings settings;
    private final Hops hops;
    private final Progress progress;
    private final Wakes wakes;
    private Optional<Agenda> agenda = Optional.empty();

    /** Has errands start before they would by themselves. */
    interface Wakes {
        /** Something is to be sent, and the till's agenda is another. */
        void hurry();

        /** The till's agenda is another. */
        void look();
    }

    Workplace(Till till, Processor processor, SyncSettings settings, Hops hops, Wakes wakes) {
        this.till = till;
        this.processor = processor;
        this.settings = settings;
        this.hops = hops;
        this.progress = new Progress(clockOf(till));
        this.wakes = wakes;
    }

    private static TrustedClock clockOf(Till till) {
        return till.ledger().clock();
    }

    <T> CompletableFuture<T> ask(TillWork<T> work) {
        return till.ask(work);
    }

    Till till() {
        return till;
    }

    /** Only inside what the till is asked. */
    Correspondence ledger() {
        return till.ledger().correspondence();
    }

    Processor processor() {
        return processor;
    }

    SyncSettings settings() {
        return settings;
    }

    Hops hops() {
        return hops;
    }

    Progress progress() {
        return progress;
    }

    Wakes wakes() {
        return wakes;
    }

    /** When a question is sent; its answer renews the term from here on. */
    Moment sent() {
        return clockOf(till).moment();
    }

    void agenda(Agenda found) {
        agenda = Optional.of(found);
    }

    /** What the till said last; only once it has said anything. */
    Agenda today() {
        return agenda.orElseThrow();
    }

    boolean enrolled() {
        return agenda.isPresent() && today().enrolled();
    }

    /** Enrolled, and its rights are not void. */
    boolean live() {
        return enrolled() && !today().fenced();
    }

    /** There is nothing to do now. */
    CompletableFuture<Duration> rest() {
        return CompletableFuture.completedFuture(settings.look());
    }
}
