package loyalty.acceptance.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.Transaction;
import loyalty.protocol.text.JsonText;

/** A processor's database that changes or forgets what transactions write. */
final class BrokenStore {
    private BrokenStore() {}

    /** What becomes of a call to a transaction. */
    interface Tampering {
        Object call(Home home, Method method, Object[] arguments, Transaction whole)
                throws Throwable;
    }

    static Store before(Store whole, Tampering tampering) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("transact")) {
                                Home home = (Home) arguments[0];
                                Store.Work<?> work = (Store.Work<?>) arguments[1];
                                Store.Work<?> changed =
                                        transaction ->
                                                work.in(wrapped(home, transaction, tampering));
                                arguments[1] = changed;
                            }
                            return invoke(whole, method, arguments);
                        });
    }

    private static Transaction wrapped(Home home, Transaction whole, Tampering tampering) {
        return (Transaction)
                Proxy.newProxyInstance(
                        Transaction.class.getClassLoader(),
                        new Class<?>[] {Transaction.class},
                        (proxy, method, arguments) ->
                                tampering.call(home, method, arguments, whole));
    }

    static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Changes each document of a kind as it is written. */
    static UnaryOperator<Store> saving(Kind kind, UnaryOperator<Node.Mapping> change) {
        return whole ->
                before(
                        whole,
                        (home, method, arguments, transaction) -> {
                            if (method.getName().equals("save") && home.kind() == kind) {
                                arguments[1] = changed((String) arguments[1], change);
                            }
                            return invoke(transaction, method, arguments);
                        });
    }

    /** Forgets every n-th call of a name. */
    static UnaryOperator<Store> forgetting(String call, Kind kind, int each) {
        int[] count = {0};
        return whole ->
                before(
                        whole,
                        (home, method, arguments, transaction) -> {
                            boolean it = method.getName().equals(call) && home.kind() == kind;
                            return it && ++count[0] % each == 0
                                    ? null
                                    : invoke(transaction, method, arguments);
                        });
    }

    static String changed(String text, UnaryOperator<Node.Mapping> change) {
        try {
            return JsonText.write(change.apply((Node.Mapping) JsonText.read(text, "document")));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows each document of a kind changed when a transaction begins. */
    static UnaryOperator<Store> showing(Kind kind, UnaryOperator<Node.Mapping> change) {
        return whole ->
                before(
                        whole,
                        (home, method, arguments, transaction) -> {
                            Object result = invoke(transaction, method, arguments);
                            boolean it = method.getName().equals("document");
                            return it && home.kind() == kind
                                    ? ((Optional<?>) result)
                                            .map(found -> changed((Document) found, change))
                                    : result;
                        });
    }

    private static Document changed(Document found, UnaryOperator<Node.Mapping> change) {
        return new Document(found.home(), found.version(), changed(found.state(), change));
    }

    /** Changes each sale as it is written. */
    static UnaryOperator<Store> savingSales(UnaryOperator<Node.Mapping> change) {
        return whole ->
                before(
                        whole,
                        (home, method, arguments, transaction) -> {
                            if (method.getName().equals("saveSale")) {
                                arguments[1] = changed((String) arguments[1], change);
                            }
                            return invoke(transaction, method, arguments);
                        });
    }

    /** What becomes of a call to the store itself. */
    interface Asking {
        Object call(Method method, Object[] arguments, Store whole) throws Throwable;
    }

    static UnaryOperator<Store> asking(Asking asking) {
        return whole ->
                (Store)
                        Proxy.newProxyInstance(
                                Store.class.getClassLoader(),
                                new Class<?>[] {Store.class},
                                (proxy, method, arguments) ->
                                        asking.call(method, arguments, whole));
    }

    static long number(Node.Mapping whole, String key) {
        return whole.entries().get(key) instanceof Node.Decimal number
                ? Long.parseLong(number.literal())
                : 0;
    }

    /** The mapping with other numbers, keys and values in turn. */
    static Node.Mapping moved(Node.Mapping whole, Object... keysAndChanges) {
        Node.Mapping moved = whole;
        for (int i = 0; i < keysAndChanges.length; i += 2) {
            String key = (String) keysAndChanges[i];
            long after = number(whole, key) + (Long) keysAndChanges[i + 1];
            moved = with(moved, key, new Node.Decimal(Long.toString(after), Position.NONE));
        }
        return moved;
    }

    /** The mapping without an entry. */
    static Node.Mapping without(Node.Mapping whole, String key) {
        Map<String, Node> entries = new LinkedHashMap<>(whole.entries());
        entries.remove(key);
        return new Node.Mapping(entries, whole.at());
    }

    /** The mapping with each element of a list changed. */
    static Node.Mapping each(Node.Mapping whole, String key, UnaryOperator<Node.Mapping> change) {
        Map<String, Node> entries = new LinkedHashMap<>(whole.entries());
        if (entries.get(key) instanceof Node.Sequence list) {
            entries.put(
                    key,
                    new Node.Sequence(
                            list.items().stream()
                                    .map(item -> (Node) change.apply((Node.Mapping) item))
                                    .toList(),
                            list.at()));
        }
        return new Node.Mapping(entries, whole.at());
    }

    /** The mapping with another value. */
    static Node.Mapping with(Node.Mapping whole, String key, Node value) {
        Map<String, Node> entries = new LinkedHashMap<>(whole.entries());
        entries.put(key, value);
        return new Node.Mapping(entries, whole.at());
    }
}
