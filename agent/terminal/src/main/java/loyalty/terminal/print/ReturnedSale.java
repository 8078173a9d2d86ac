package loyalty.terminal.print;

import loyalty.engine.document.Node;

/**
 * The sale that goods come back of, which may be another register's.
 *
 * @param receipt its number; empty where only the processor or the receipt's code tells of it
 * @param sold the sold receipt in the engine's shape
 */
public record ReturnedSale(String id, String receipt, Node.Mapping sold) {}
