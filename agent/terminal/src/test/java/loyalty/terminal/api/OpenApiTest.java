package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.document.Node;
import loyalty.protocol.http.Routes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published document and the server are one: every call is in both, with the same scope. */
class OpenApiTest {
    @TempDir private Path home;

    @Test
    void theDocumentNamesEveryCallOfTheServerAndNoOther() throws Exception {
        try (TestAgent agent = TestAgent.start(home)) {
            Set<String> served = new TreeSet<>();
            for (Routes.Line line : agent.routes()) {
                served.add(line.verb() + " " + line.path() + " " + line.scope());
            }
            assertThat(documented()).isEqualTo(served);
        }
    }

    private static Set<String> documented() throws Exception {
        Set<String> calls = new TreeSet<>();
        mapping(mapping(Pages.openApi()).entries().get("paths"))
                .entries()
                .forEach(
                        (path, item) ->
                                mapping(item)
                                        .entries()
                                        .forEach(
                                                (verb, call) ->
                                                        calls.add(
                                                                verb.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path
                                                                        + " "
                                                                        + scope(mapping(call)))));
        return calls;
    }

    private static String scope(Node.Mapping call) {
        Node first = ((Node.Sequence) call.entries().get("security")).items().get(0);
        if (mapping(first).entries().isEmpty()) {
            return "";
        }
        Node scopes = mapping(first).entries().get("bearer");
        return ((Node.Text) ((Node.Sequence) scopes).items().get(0)).value();
    }

    private static Node.Mapping mapping(Node node) {
        return (Node.Mapping) node;
    }
}
