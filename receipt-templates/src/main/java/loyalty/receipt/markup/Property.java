package loyalty.receipt.markup;

/**
 * The value of a property, escapes resolved.
 *
 * @param column where the member begins in its line, from 1
 */
public record Property(String value, int column) {}
