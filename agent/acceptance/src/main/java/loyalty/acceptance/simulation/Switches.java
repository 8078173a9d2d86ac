package loyalty.acceptance.simulation;

import java.util.function.UnaryOperator;
import loyalty.processor.store.Store;
import loyalty.terminal.sync.Processor;

/**
 * What stands between the parts of a world and may break a rule there, to show that it is missed.
 *
 * @param port between a register and its line
 * @param store between the processor's desks and their database
 */
record Switches(UnaryOperator<Processor> port, UnaryOperator<Store> store) {
    /** All rules are kept. */
    static final Switches NONE = new Switches(port -> port, store -> store);

    static Switches ofPort(UnaryOperator<Processor> port) {
        return new Switches(port, store -> store);
    }

    static Switches ofStore(UnaryOperator<Store> store) {
        return new Switches(port -> port, store);
    }
}
