package loyalty.protocol.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The table of what a server answers. Built once, then only read.
 *
 * <p>A path is written {@code /v1/sales/{id}/confirm}; a {@code {name}} stands for one segment.
 * Where two routes fit, the one without a name in that place wins.
 */
public final class Routes {
    /** One line of the table: what, where, and what the caller must be allowed to do. */
    public record Line(Verb verb, String path, String scope) {}

    record Route(
            Line line,
            List<String> segments,
            LaterHandler handler,
            Optional<WebSocketRoute> socket) {}

    /** A route and the values of its names in a path. */
    record Match(Route route, Map<String, String> places) {}

    private final List<Route> routes = new ArrayList<>();

    /** Adds a call. */
    public Routes on(Verb verb, String path, String scope, Handler handler) {
        return later(verb, path, scope, r -> CompletableFuture.completedStage(handler.answer(r)));
    }

    /** Adds a call that is open to all. */
    public Routes get(String path, Handler handler) {
        return on(Verb.GET, path, "", handler);
    }

    /** Adds a call that answers when it can, such as a long poll. */
    public Routes later(Verb verb, String path, String scope, LaterHandler handler) {
        return add(new Line(verb, path, scope), handler, Optional.empty());
    }

    /** Adds a WebSocket. A plain GET of its path is told to upgrade. */
    public Routes socket(String path, String scope, WebSocketRoute socket) {
        return add(new Line(Verb.GET, path, scope), Routes::upgrade, Optional.of(socket));
    }

    /** The table's lines, in the order they were added. */
    public List<Line> lines() {
        return routes.stream().map(Route::line).toList();
    }

    Optional<Match> find(Verb verb, String path) {
        List<String> segments = split(path);
        return routes.stream()
                .filter(route -> route.line.verb == verb && fits(route.segments, segments))
                .min(Comparator.comparingLong(Routes::names))
                .map(route -> new Match(route, places(route.segments, segments)));
    }

    /** The methods that some route has for this path. */
    Set<Verb> verbs(String path) {
        List<String> segments = split(path);
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        for (Route route : routes) {
            if (fits(route.segments, segments)) {
                verbs.add(route.line.verb);
            }
        }
        return Collections.unmodifiableSet(verbs);
    }

    private Routes add(Line line, LaterHandler handler, Optional<WebSocketRoute> socket) {
        if (lines().stream().anyMatch(l -> l.verb == line.verb && l.path.equals(line.path))) {
            throw new IllegalArgumentException("a second route for " + line);
        }
        routes.add(new Route(line, split(line.path), handler, socket));
        return this;
    }

    private static CompletableFuture<Answer> upgrade(Request request) throws Refusal {
        throw new Refusal(
                        426,
                        "upgrade-required",
                        "This address speaks WebSocket.",
                        "Open it with a WebSocket client.")
                .header("upgrade", "websocket");
    }

    private static List<String> split(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static long names(Route route) {
        return route.segments.stream().filter(Routes::isName).count();
    }

    private static boolean fits(List<String> route, List<String> path) {
        if (route.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < route.size(); i++) {
            String wanted = route.get(i);
            if (isName(wanted) ? path.get(i).isEmpty() : !wanted.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> places(List<String> route, List<String> path) {
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < route.size(); i++) {
            String segment = route.get(i);
            if (isName(segment)) {
                places.put(segment.substring(1, segment.length() - 1), Percent.decode(path.get(i)));
            }
        }
        return places;
    }
}
