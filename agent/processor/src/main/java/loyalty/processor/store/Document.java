package loyalty.processor.store;

/** One thing as it is stored. */
public record Document(Home home, long version, String state) {}
