package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;

/**
 * The processor's database, at which the processor can die: at the n-th call from now, also in the
 * middle of a transaction, or just after its commit; or at a row that SQLite is to write. Every
 * call after that fails until another processor begins. It can be copied, and put back to the copy.
 */
final class MortalStore implements AutoCloseable {
    private final Path file;
    private final Store mortal =
            (Store)
                    Proxy.newProxyInstance(
                            Store.class.getClassLoader(),
                            new Class<?>[] {Store.class},
                            (proxy, method, arguments) -> ofStore(method, arguments));
    private Store whole;
    private long left = Long.MAX_VALUE;
    private boolean afterwards;
    private boolean armed;

    MortalStore(Path file) throws StoreException {
        this.file = file;
        this.whole = SqliteStore.open(file);
    }

    /** What a processor works with. */
    Store mortal() {
        return mortal;
    }

    /** The same without any danger, for whoever only looks. */
    Store whole() {
        return whole;
    }

    /** Dies at a call; {@code written} tells whether what it was to commit is still committed. */
    void dieAt(int call, boolean written) {
        left = call;
        afterwards = written;
    }

    /**
     * Dies at the next row that is written to a table: SQLite has written what came before in the
     * same transaction, and rolls it back.
     */
    void dieWriting(String table) throws StoreException {
        armed = true;
        execute(
                "create trigger if not exists death before insert on "
                        + table
                        + " begin select raise(abort, 'simulated death'); end");
    }

    boolean isDead() {
        return left < 0;
    }

    void live() throws StoreException {
        left = Long.MAX_VALUE;
        disarm();
    }

    private void disarm() throws StoreException {
        if (armed) {
            execute("drop trigger if exists death");
            armed = false;
        }
    }

    private void execute(String sql) throws StoreException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreException(StoreException.Fault.BROKEN, sql, e);
        }
    }

    private Object ofStore(Method method, Object[] arguments) throws Throwable {
        boolean work = method.getName().equals("transact");
        boolean last = step() && !(afterwards && (work || method.getName().equals("together")));
        if (last) {
            throw death();
        }
        boolean dyingAfter = left < 0;
        if (work) {
            Store.Work<?> inside = (Store.Work<?>) arguments[1];
            Store.Work<?> mortalWork = transaction -> inside.in(wrapped(transaction, dyingAfter));
            arguments[1] = mortalWork;
        }
        Object result = orDie(method, arguments);
        if (dyingAfter) {
            throw death();
        }
        return result;
    }

    private Object orDie(Method method, Object[] arguments) throws Throwable {
        try {
            return invoke(whole, method, arguments);
        } catch (StoreException e) {
            left = armed ? -1 : left;
            throw e;
        }
    }

    private Transaction wrapped(Transaction transaction, boolean reprieved) {
        return (Transaction)
                Proxy.newProxyInstance(
                        Transaction.class.getClassLoader(),
                        new Class<?>[] {Transaction.class},
                        (proxy, method, arguments) -> {
                            if (!reprieved && !method.getName().equals("document") && step()) {
                                throw death();
                            }
                            return invoke(transaction, method, arguments);
                        });
    }

    /** One call more; whether that was one too many. */
    private boolean step() throws StoreException {
        if (left < 0) {
            throw death();
        }
        return left != Long.MAX_VALUE && --left < 0;
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static StoreException death() {
        return new StoreException(
                StoreException.Fault.BROKEN,
                "simulated death of the processor",
                new IllegalStateException("simulated"));
    }

    /** A backup, as of now. */
    void copyTo(Path copy) throws StoreException {
        try {
            disarm();
            Files.deleteIfExists(copy);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("vacuum into '" + copy + "'");
            }
        } catch (SQLException e) {
            throw new StoreException(StoreException.Fault.BROKEN, "no copy was made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database is as it was; who restores it begins a new generation. */
    void putBack(Path copy) throws StoreException {
        whole.close();
        try {
            for (String ending : new String[] {"-wal", "-shm"}) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
            }
            Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        whole = SqliteStore.open(file);
        whole.newGeneration();
    }

    @Override
    public void close() {
        whole.close();
    }
}
