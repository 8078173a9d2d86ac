package loyalty.terminal.api;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Guard;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;

/**
 * Who may do what. Programs show a bearer token; the cashier page has a session of this run, given
 * to browsers on this machine and good only for calls from our own pages. Thread-safe.
 */
public final class Access implements Guard {
    private static final String COOKIE = "till";

    private final Clients clients;
    private final String session = secret();
    private final String command = secret();

    /** Lets in the clients of a register. */
    public Access(Clients clients) {
        this.clients = clients;
    }

    private record Caller(String name, Set<Scope> scopes) {}

    /** The token of this run for the commands of this machine's owner. */
    public String commandToken() {
        return command;
    }

    /** Gives a page its session. Only for browsers on this machine. */
    Answer withSession(Request request, Answer page) {
        boolean here =
                request.peer().startsWith("127.") || request.peer().equals("0:0:0:0:0:0:0:1");
        return here
                ? page.with(
                        "set-cookie",
                        COOKIE + "=" + session + "; HttpOnly; SameSite=Strict; Path=/")
                : page;
    }

    @Override
    public void check(Request request, String scope) throws Refusal, IOException {
        if (scope.isEmpty()) {
            return;
        }
        Caller caller = caller(request).orElseThrow(Access::unknown);
        Scope needed = Scope.of(scope).orElseThrow();
        if (!caller.scopes.contains(needed)) {
            throw new Refusal(
                    403,
                    "scope-missing",
                    caller.name + " may not do this: it lacks the scope \"" + scope + "\".",
                    "loyalty-agent client add " + caller.name + " --scope … gives other scopes.");
        }
    }

    /** The name of who asks; "anonymous" on calls open to all. */
    String name(Request request) throws IOException {
        return caller(request).map(Caller::name).orElse("anonymous");
    }

    private Optional<Caller> caller(Request request) throws IOException {
        Optional<String> bearer =
                request.header("authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> value.substring("Bearer ".length()).strip());
        if (bearer.isPresent()) {
            return bearer.get().equals(command)
                    ? Optional.of(new Caller("commands", EnumSet.allOf(Scope.class)))
                    : clients.withToken(bearer.get())
                            .map(client -> new Caller(client.name(), client.scopes()));
        }
        return request.cookie(COOKIE)
                .filter(session::equals)
                .filter(cookie -> fromOurPage(request))
                .map(cookie -> new Caller("cashier-page", Scope.PAGE));
    }

    /** Browsers send the origin with everything that could change something. */
    private static boolean fromOurPage(Request request) {
        Optional<String> site = request.header("sec-fetch-site");
        return site.isEmpty() || site.get().equals("same-origin") || site.get().equals("none");
    }

    private static Refusal unknown() {
        String scopes =
                Scope.POS.stream().map(Scope::word).sorted().collect(Collectors.joining(","));
        return new Refusal(
                        401,
                        "token-needed",
                        "This call needs a token, and none that is known came with it.",
                        "loyalty-agent client add NAME --scope " + scopes + " makes one.")
                .header("www-authenticate", "Bearer");
    }

    private static String secret() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
