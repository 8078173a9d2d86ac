package loyalty.processor.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.member.Amounts;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Intake;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.text.JsonText;

/**
 * Takes members, their cards and lots in from a file. Keeps its place: begun again with the same
 * file it goes on, and a line taken twice changes nothing. What cannot be read goes to a file
 * beside it, with line and reason.
 */
public final class MemberImport {
    private static final int CHUNK = 500;

    private final Office office;
    private final Desks desks;
    private final Amounts amounts;
    private final Circumstances now;

    /** How far an import is. */
    public record Progress(long lines, long taken, long wrong) {}

    public MemberImport(Office office, Desks desks) throws StoreException {
        this.office = office;
        this.desks = desks;
        this.amounts = desks.programme().amounts();
        this.now = desks.circumstances();
    }

    /** Runs to the end of the file, telling of each few hundred lines. */
    public Progress run(Path file, Consumer<Progress> told) throws IOException {
        Home job = new Home(Kind.JOB, "import:" + Digests.sha256Hex(fingerprint(file)));
        Progress done = progress(job);
        Path errors = file.resolveSibling(file.getFileName() + ".errors");
        try (BufferedReader reader = Files.newBufferedReader(file);
                BufferedWriter wrong =
                        Files.newBufferedWriter(
                                errors, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Lines lines = new Lines(reader, file.toString());
            skip(lines, done.lines());
            Progress last = done;
            while (true) {
                Chunk chunk = chunk(lines, wrong);
                if (chunk.seen == 0) {
                    break;
                }
                last = take(job, last, chunk);
                told.accept(last);
            }
            wrong.flush();
            removeIfEmpty(errors);
            return last;
        }
    }

    /**
     * What became of an import that came with a request.
     *
     * @param errors line and reason of each line that was not taken
     */
    public record Outcome(long taken, List<String> errors) {
        public Outcome {
            errors = List.copyOf(errors);
        }
    }

    /** Takes members in from text, CSV or NDJSON by the name's ending. */
    public Outcome run(String text, String name) throws IOException {
        return each(text, name, node -> take(MemberRow.read(node, amounts)));
    }

    /** Takes cards in from NDJSON: {@code {"card": "2900…", "member": "m-1"}}. */
    public Outcome cards(String text) throws IOException {
        return each(text, "cards.ndjson", this::card);
    }

    private void card(Node node) throws InvalidDocumentException, StoreException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(node, problems);
        String number = fields.requiredText("card");
        String member = fields.requiredText("member");
        fields.end();
        fields.throwIfInvalid();
        if (office.account(member).isEmpty()) {
            fields.problem("member", "no such member", "import the member first");
            fields.throwIfInvalid();
        }
        desks.members().giveCard(office.keys().identifier().ofCard(number).hex(), member, false);
    }

    /** What is done with one line. */
    private interface Taking {
        void of(Node node) throws InvalidDocumentException, StoreException;
    }

    private Outcome each(String text, String name, Taking taking) throws IOException {
        List<String> errors = new ArrayList<>();
        long taken = 0;
        try (BufferedReader reader = new BufferedReader(new StringReader(text))) {
            Lines lines = new Lines(reader, name);
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                try {
                    taking.of(lines.document(line.get()));
                    taken++;
                } catch (InvalidDocumentException e) {
                    errors.add("line " + lines.number() + ": " + e.getMessage());
                }
                line = lines.next();
            }
        }
        return new Outcome(taken, errors);
    }

    private static void removeIfEmpty(Path errors) throws IOException {
        if (Files.size(errors) == 0) {
            Files.delete(errors);
        }
    }

    /** Name, size and time: another file under the same name is another import. */
    private static String fingerprint(Path file) throws IOException {
        return file.toAbsolutePath()
                + " "
                + Files.size(file)
                + " "
                + Files.getLastModifiedTime(file).toMillis();
    }

    private Progress progress(Home job) throws StoreException {
        Optional<Document> known = office.store().find(job);
        if (known.isEmpty()) {
            return new Progress(0, 0, 0);
        }
        try {
            Fields fields = Fields.of(JsonText.read(known.get().state(), "job"), new ArrayList<>());
            return new Progress(
                    fields.whole("lines", 0, 0, Long.MAX_VALUE),
                    fields.whole("taken", 0, 0, Long.MAX_VALUE),
                    fields.whole("wrong", 0, 0, Long.MAX_VALUE));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("the import's progress is damaged", e);
        }
    }

    private static void skip(Lines lines, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            lines.next();
        }
    }

    /** Some lines, read. */
    private static final class Chunk {
        private final List<MemberRow> rows = new ArrayList<>();
        private long seen;
        private long wrong;
    }

    private Chunk chunk(Lines lines, BufferedWriter errors) throws IOException {
        Chunk chunk = new Chunk();
        while (chunk.seen < CHUNK) {
            Optional<String> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            chunk.seen++;
            try {
                chunk.rows.add(MemberRow.read(lines.document(line.get()), amounts));
            } catch (InvalidDocumentException e) {
                chunk.wrong++;
                errors.write("line " + lines.number() + ": " + e.getMessage());
                errors.newLine();
            }
        }
        errors.flush();
        return chunk;
    }

    private Progress take(Home job, Progress before, Chunk chunk) throws StoreException {
        return office.store()
                .together(
                        () -> {
                            for (MemberRow row : chunk.rows) {
                                take(row);
                            }
                            Progress after =
                                    new Progress(
                                            before.lines() + chunk.seen,
                                            before.taken() + chunk.rows.size(),
                                            before.wrong() + chunk.wrong);
                            keep(job, after);
                            return after;
                        });
    }

    private void keep(Home job, Progress progress) throws StoreException {
        Node.Mapping state =
                Tree.mapping()
                        .put("lines", progress.lines())
                        .put("taken", progress.taken())
                        .put("wrong", progress.wrong())
                        .node();
        office.store()
                .transact(
                        job,
                        transaction -> {
                            transaction.save(1, JsonText.write(state), false);
                            return true;
                        });
    }

    /** One member, then what points to them: a phone's own id, cards. */
    void take(MemberRow row) throws StoreException {
        Optional<String> derived =
                row.phone()
                        .map(phone -> office.keys().identifier().ofPhone(phone))
                        .map(hash -> IdentifierKey.memberOf(hash).toString());
        String id = row.id().isEmpty() ? derived.orElseThrow() : row.id();
        office.store()
                .transact(
                        Home.member(id),
                        transaction -> {
                            Account account =
                                    office.account(transaction).orElseGet(() -> new Account(id));
                            boolean open = account.redirect().isEmpty() && !account.erased();
                            if (open && Intake.take(account, row.newcomer(id), now)) {
                                office.save(transaction, account);
                            }
                            return true;
                        });
        if (derived.isPresent() && !derived.get().equals(id)) {
            point(derived.get(), id);
        }
        for (String card : row.cards()) {
            String hash = office.keys().identifier().ofCard(card).hex();
            desks.members().giveCard(hash, id, false);
        }
    }

    /** A phone that enrolled before is merged; else its id only points to the member. */
    private void point(String phoneId, String member) throws StoreException {
        boolean enrolled =
                office.store()
                        .transact(
                                Home.member(phoneId),
                                transaction -> {
                                    Optional<Account> known = office.account(transaction);
                                    if (known.isPresent()) {
                                        return known.get().redirect().isEmpty();
                                    }
                                    office.save(transaction, Intake.signpost(phoneId, member));
                                    return false;
                                });
        if (enrolled) {
            desks.merge(phoneId, member);
        }
    }
}
