package loyalty.processor.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Connections that write down what each transaction says to the database. */
final class Recording implements Writers {
    private static final Pattern TABLE = Pattern.compile("(?:from|into|update) ([a-z_]+)");

    private final Writers source;
    private final Queue<Transaction> transactions = new ConcurrentLinkedQueue<>();

    /** One statement: its table, and the home whose row it is about. */
    record Said(String table, Kind kind, String home) {
        boolean writes() {
            return kind == Kind.WRITES;
        }

        boolean locks() {
            return kind == Kind.LOCKS;
        }
    }

    /** What a statement does to its row. */
    enum Kind {
        READS,
        LOCKS,
        WRITES
    }

    /** All of one transaction. */
    private record Transaction(List<Said> said, int roundTrips) {}

    Recording(Writers source) {
        this.source = source;
    }

    List<List<Said>> committed() {
        return transactions.stream().map(Transaction::said).collect(Collectors.toList());
    }

    List<Integer> roundTrips() {
        return transactions.stream().map(Transaction::roundTrips).collect(Collectors.toList());
    }

    @Override
    public Connection open() throws SQLException {
        return new Listener(source.open()).connection();
    }

    /** One connection, from the pool and back to it. */
    private final class Listener {
        private final Connection connection;
        private final List<Said> said = new ArrayList<>();
        private int roundTrips;

        Listener(Connection connection) {
            this.connection = connection;
        }

        Connection connection() {
            return proxy(Connection.class, this::onConnection);
        }

        private Object onConnection(Method method, Object[] arguments) throws Throwable {
            Object result = invoke(connection, method, arguments);
            if (method.getName().equals("prepareStatement")) {
                return statement((String) arguments[0], (PreparedStatement) result);
            }
            if (method.getName().equals("commit")) {
                transactions.add(new Transaction(List.copyOf(said), roundTrips));
                said.clear();
                roundTrips = 0;
            }
            return result;
        }

        private PreparedStatement statement(String sql, PreparedStatement real) {
            Map<Integer, Object> values = new TreeMap<>();
            return proxy(
                    PreparedStatement.class,
                    (method, arguments) -> {
                        if (method.getName().equals("setObject")) {
                            values.put((Integer) arguments[0], arguments[1]);
                        }
                        if (method.getName().startsWith("execute")) {
                            note(sql, new ArrayList<>(values.values()));
                        }
                        return invoke(real, method, arguments);
                    });
        }

        private void note(String sql, List<Object> values) {
            roundTrips++;
            int used = 0;
            for (String each : sql.split("; ", -1)) {
                int marks = (int) each.chars().filter(c -> c == '?').count();
                Matcher table = TABLE.matcher(each);
                if (table.find()) {
                    said.add(said(each, table.group(1), values.subList(used, used + marks)));
                }
                used += marks;
            }
        }
    }

    /**
     * Every statement of a home's row has the home's id, or kind and id, as its first values. The
     * one exception adds homes that are not there, which nobody else can hold.
     */
    private static Said said(String sql, String table, List<Object> values) {
        boolean twofold = table.equals("document") || table.equals("change");
        if (sql.startsWith("with added")) {
            return new Said(table, Kind.WRITES, "newcomers");
        }
        String home =
                switch (table) {
                    case "answered", "gapless" ->
                            "answers of " + values.get(sql.startsWith("update") ? 1 : 0);
                    case "audit", "meta" -> table;
                    default ->
                            twofold && !values.get(0).equals("member")
                                    ? values.get(0) + ":" + values.get(1)
                                    : values.get(twofold ? 1 : 0).toString();
                };
        Kind kind =
                sql.startsWith("select")
                        ? sql.endsWith("for update") ? Kind.LOCKS : Kind.READS
                        : Kind.WRITES;
        return new Said(table, kind, home);
    }

    /** What happens to a call. */
    private interface Calls {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> calls.call(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
