package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.Journal;
import loyalty.terminal.commit.RegisterKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code journal}: the chain of what happened. Looks at a copy, so an agent may run meanwhile. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Verifies or exports the hash-chained journal.",
        synopsisSubcommandLabel = "(verify | export)")
final class JournalCommand implements Runnable {
    static final int BROKEN = 3;

    private static final int PAGE = 1_000;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Follows the chain from its first entry; finds what was changed or removed."
                            + " What was cut off for its age is signed for by the register.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:the chain holds", "1:no ledger could be read", "3:it is broken"})
    int verify(@Mixin Place place, @Option(names = "--json") boolean json) throws Exception {
        Path keys = place.settings().home().resolve("keys");
        return LedgerCopy.read(
                place.settings().home(),
                database -> {
                    Journal journal = Journal.of(database);
                    Journal.Verdict verdict = journal.verify(RegisterKeys.of(database, keys));
                    tell(verdict, json);
                    return verdict.holds() ? ExitCode.OK : BROKEN;
                });
    }

    private void tell(Journal.Verdict verdict, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Tree tree =
                    Tree.mapping()
                            .put("holds", verdict.holds())
                            .put("entries", verdict.entries())
                            .put("first", verdict.first())
                            .put("lastHash", verdict.lastHash())
                            .putText("problem", verdict.problem());
            out.println(JsonText.pretty(tree.node()));
        } else {
            out.println(
                    verdict.problem()
                            .map(
                                    problem ->
                                            "BROKEN after "
                                                    + verdict.entries()
                                                    + " entries: "
                                                    + problem)
                            .orElse(
                                    "The journal holds: "
                                            + verdict.entries()
                                            + " entries"
                                            + cut(verdict)
                                            + ", last "
                                            + verdict.lastHash()));
        }
        out.flush();
    }

    private static String cut(Journal.Verdict verdict) {
        return verdict.first() == 1
                ? ""
                : " (those before " + verdict.first() + " were cut off and signed for)";
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes every entry as a line of JSON. It holds no personal data.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:no ledger could be read"})
    int export(@Mixin Place place) throws Exception {
        return LedgerCopy.read(
                place.settings().home(),
                database -> {
                    Journal journal = Journal.of(database);
                    long last = 0;
                    List<Journal.Entry> page = journal.after(last, PAGE);
                    while (!page.isEmpty()) {
                        page.forEach(this::print);
                        last = page.get(page.size() - 1).number();
                        page = journal.after(last, PAGE);
                    }
                    spec.commandLine().getOut().flush();
                    return ExitCode.OK;
                });
    }

    private void print(Journal.Entry entry) {
        Tree tree =
                Tree.mapping()
                        .put("number", entry.number())
                        .put("at", entry.at().toString())
                        .put("kind", entry.kind())
                        .put("subject", entry.subject())
                        .put("body", entry.body())
                        .put("previous", entry.previous())
                        .put("hash", entry.hash());
        spec.commandLine().getOut().println(JsonText.write(tree.node()));
    }
}
