package loyalty.acceptance.simulation;

import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import loyalty.acceptance.simulation.audit.Paper;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Store;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.sync.Processor;

/**
 * What stands between the parts of a world and may break a rule there, to show that it is missed.
 * Port and store also see the true time.
 *
 * @param port between a register and its line
 * @param store between the processor's desks and their database
 * @param machine between a register's ledger and its disk and clocks
 * @param settings what the processor is told of terms and shares
 */
record Switches(
        BiFunction<Processor, InstantSource, Processor> port,
        BiFunction<Store, InstantSource, Store> store,
        UnaryOperator<LedgerSetup> machine,
        UnaryOperator<ProcessorSettings> settings) {
    /** All rules are kept. */
    static final Switches NONE =
            new Switches(
                    (port, time) -> port, (store, time) -> store, setup -> setup, told -> told);

    Switches port(BiFunction<Processor, InstantSource, Processor> broken) {
        return new Switches(broken, store, machine, settings);
    }

    Switches store(BiFunction<Store, InstantSource, Store> broken) {
        return new Switches(port, broken, machine, settings);
    }

    Switches machine(UnaryOperator<LedgerSetup> broken) {
        return new Switches(port, store, broken, settings);
    }

    Switches settings(UnaryOperator<ProcessorSettings> broken) {
        return new Switches(port, store, machine, broken);
    }

    /** Paper hears what a register says before anything can break it. */
    Switches heardBy(Paper paper) {
        return port((line, time) -> paper.hearing(port.apply(line, time)));
    }
}
