package loyalty.terminal.commit;

/** Something to be done on the till thread. */
@FunctionalInterface
public interface TillWork<T> {
    T run() throws Exception;
}
