package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.api.Client;
import loyalty.terminal.api.Clients;
import loyalty.terminal.api.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code client}: which programs may call the local API. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = "Adds, lists or revokes programs that may call the local API.",
        synopsisSubcommandLabel = "(add | list | revoke)")
final class ClientCommand implements Runnable {
    static final int UNKNOWN = 3;

    private final InstantSource clock = InstantSource.system();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a client, or gives one a new token, and prints the token this once.",
                "A running agent takes it at once."
            })
    int add(
            @Mixin Place place,
            @Parameters(paramLabel = "NAME", description = "Such as 1c or web-till.") String name,
            @Option(
                            names = "--scope",
                            split = ",",
                            paramLabel = "SCOPE",
                            description = "What it may do (default: what a point of sale needs).")
                    List<String> words)
            throws Exception {
        Set<Scope> scopes = scopes(words == null ? List.of() : words);
        String token = new Clients(place.settings().home()).add(name, scopes, clock.instant());
        PrintWriter out = spec.commandLine().getOut();
        out.println(token);
        out.flush();
        return ExitCode.OK;
    }

    private static Set<Scope> scopes(List<String> words) throws CommandFailed {
        if (words.isEmpty()) {
            return Scope.POS;
        }
        List<Scope> scopes = new ArrayList<>();
        for (String word : words) {
            String unknown = "there is no scope \"" + word + "\"; there are " + Scope.words();
            scopes.add(Scope.of(word).orElseThrow(() -> new CommandFailed(unknown)));
        }
        return EnumSet.copyOf(scopes);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the clients.")
    int list(@Mixin Place place, @Option(names = "--json", description = "As JSON.") boolean json)
            throws Exception {
        List<Client> clients = new Clients(place.settings().home()).all();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(Tree.sequence(clients, ClientCommand::node)));
        } else {
            clients.forEach(c -> out.printf("%-20s %s  %s%n", c.name(), c.added(), words(c)));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Node node(Client client) {
        return Tree.mapping()
                .put("name", client.name())
                .put("added", client.added().toString())
                .put(
                        "scopes",
                        client.scopes().stream().map(Scope::word).sorted().toList(),
                        Tree::text)
                .node();
    }

    private static String words(Client client) {
        return String.join(",", client.scopes().stream().map(Scope::word).sorted().toList());
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a client's token away; a running agent refuses it at once.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "3:there is no such client"})
    int revoke(@Mixin Place place, @Parameters(paramLabel = "NAME") String name) throws Exception {
        boolean there = new Clients(place.settings().home()).revoke(name);
        if (!there) {
            spec.commandLine().getErr().println("there is no client \"" + name + "\"");
        }
        return there ? ExitCode.OK : UNKNOWN;
    }
}
