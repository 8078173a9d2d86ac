package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.database.Connector;

/** A register's disk and clocks that do something else than they are told. */
final class BrokenMachine {
    private static final String BESIDE =
            """
            select 'incarnation ' || value || ' seq ' || coalesce((select max(seq) from operation
              where incarnation = cast(value as integer)), 0)
            from setting where name = 'incarnation'""";

    private BrokenMachine() {}

    /** Understands something else where a statement says {@code said}. */
    static UnaryOperator<LedgerSetup> understanding(String said, String understood) {
        return setup ->
                with(
                        setup,
                        file -> {
                            Connection whole = setup.connector().connect(file);
                            return proxy(
                                    Connection.class,
                                    whole,
                                    (call, arguments) -> {
                                        if (call.equals("prepareStatement")) {
                                            arguments[0] =
                                                    ((String) arguments[0])
                                                            .replace(said, understood);
                                        }
                                        return arguments;
                                    });
                        });
    }

    /** Writes another value down where {@code said} is to be written. */
    static UnaryOperator<LedgerSetup> writing(Object said, Object written) {
        return setup ->
                with(
                        setup,
                        file -> {
                            Connection whole = setup.connector().connect(file);
                            return statements(whole, said, written);
                        });
    }

    private static Connection statements(Connection whole, Object said, Object written) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            Object result = invoke(whole, method, arguments);
                            return result instanceof PreparedStatement statement
                                    ? proxy(
                                            PreparedStatement.class,
                                            statement,
                                            (call, given) -> replaced(given, said, written))
                                    : result;
                        });
    }

    private static Object[] replaced(Object[] arguments, Object said, Object written) {
        for (int i = 0; i < arguments.length; i++) {
            if (said.equals(arguments[i])) {
                arguments[i] = written;
            }
        }
        return arguments;
    }

    /** What becomes of a call's arguments. */
    private interface Hearing {
        Object[] heard(String call, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T whole, Hearing hearing) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                invoke(
                                        whole,
                                        method,
                                        arguments == null
                                                ? null
                                                : hearing.heard(method.getName(), arguments))));
    }

    private static Object invoke(Object whole, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(whole, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Before the ledger is opened the file beside it is made to say what the ledger says. */
    static LedgerSetup agreeingWithItself(LedgerSetup setup) {
        return with(
                setup,
                file -> {
                    try (Connection look = DriverManager.getConnection("jdbc:sqlite:" + file);
                            Statement statement = look.createStatement();
                            ResultSet row = statement.executeQuery(BESIDE)) {
                        if (row.next()) {
                            Path beside = file.resolveSibling("ledger.register");
                            Files.writeString(beside, row.getString(1));
                        }
                    } catch (SQLException e) {
                        // a ledger that is not there yet
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return setup.connector().connect(file);
                });
    }

    // ---- clocks --------------------------------------------------------------------------------

    /** Time passes as the wall clock says. */
    static LedgerSetup followingTheWall(LedgerSetup setup) {
        Ticker wall =
                () -> {
                    var now = setup.wall().instant();
                    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
                };
        return with(setup, setup.wall(), wall, setup.bootGap());
    }

    /** The wall clock shows what the ticker counted, also while the machine slept. */
    static LedgerSetup notLookingAtTheWall(LedgerSetup setup) {
        var start = setup.wall().instant();
        long tick = setup.ticker().nanos();
        InstantSource counted = () -> start.plusNanos(setup.ticker().nanos() - tick);
        return with(setup, counted, setup.ticker(), setup.bootGap());
    }

    /** After a restart the wall clock counts whatever it says. */
    static LedgerSetup believingTheWallAfterARestart(LedgerSetup setup) {
        return with(setup, setup.wall(), setup.ticker(), Duration.ofDays(10_000));
    }

    private static LedgerSetup with(LedgerSetup setup, Connector connector) {
        return new LedgerSetup(
                setup.folder(),
                setup.register(),
                setup.engineVersion(),
                setup.personalKey(),
                setup.saleLimit(),
                setup.bootGap(),
                connector,
                setup.wall(),
                setup.ticker(),
                setup.random());
    }

    private static LedgerSetup with(
            LedgerSetup setup, InstantSource wall, Ticker ticker, Duration bootGap) {
        return new LedgerSetup(
                setup.folder(),
                setup.register(),
                setup.engineVersion(),
                setup.personalKey(),
                setup.saleLimit(),
                bootGap,
                setup.connector(),
                wall,
                ticker,
                setup.random());
    }
}
