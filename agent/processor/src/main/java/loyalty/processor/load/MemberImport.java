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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.processor.member.Amounts;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;

/**
 * Takes members, their cards and lots in from a file. Keeps its place: begun again with the same
 * file it goes on, and a line taken twice changes nothing. What cannot be read goes to a file
 * beside it, with line and reason.
 */
public final class MemberImport {
    private static final int CHUNK = 10_000;

    private final Office office;
    private final Desks desks;
    private final Amounts amounts;
    private final Newcomers newcomers;
    private final int most;

    /** How far an import is. */
    public record Progress(long lines, long taken, long wrong) {}

    public MemberImport(Office office, Desks desks) throws StoreException {
        this(office, desks, CHUNK);
    }

    /**
     * @param most so many lines at a time
     */
    MemberImport(Office office, Desks desks, int most) throws StoreException {
        this.office = office;
        this.most = most;
        this.desks = desks;
        this.amounts = desks.programme().amounts();
        this.newcomers = new Newcomers(office, desks);
    }

    /**
     * Runs to the end of the file, telling of each chunk. While one is written the next is read.
     */
    public Progress run(Path file, Consumer<Progress> told) throws IOException {
        ImportPlace place = new ImportPlace(office.store(), file);
        Progress done = place.progress();
        Path errors = file.resolveSibling(file.getFileName() + ".errors");
        ExecutorService reading =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "import-reader"));
        try (BufferedReader reader = Files.newBufferedReader(file);
                BufferedWriter wrong =
                        Files.newBufferedWriter(
                                errors, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Lines lines = new Lines(reader, file.toString());
            skip(lines, done.lines());
            Progress last = done;
            Chunk chunk = chunk(lines);
            while (chunk.seen > 0) {
                Future<Chunk> next = reading.submit(() -> chunk(lines));
                last = take(place, last, chunk, wrong);
                told.accept(last);
                chunk = read(next);
            }
            removeIfEmpty(errors);
            return last;
        } finally {
            reading.shutdown();
        }
    }

    private static Chunk read(Future<Chunk> next) throws IOException {
        try {
            return next.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw new IOException("the file cannot be read on: " + failed.getMessage(), e);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the import was interrupted", e);
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
        List<Newcomers.Row> rows = new ArrayList<>();
        Outcome outcome =
                each(
                        text,
                        name,
                        node -> {
                            rows.add(newcomers.prepared(MemberRow.read(node, amounts)));
                            if (rows.size() == most) {
                                newcomers.take(rows);
                                rows.clear();
                            }
                        });
        newcomers.take(rows);
        return outcome;
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
                    errors.add(told(lines, e));
                }
                line = lines.next();
            }
        }
        return new Outcome(taken, errors);
    }

    /** All that is wrong with a line, on one line. */
    private static String told(Lines lines, InvalidDocumentException wrong) {
        String all = String.valueOf(wrong.getMessage()).replaceAll("\\R+", "; ");
        return "line " + lines.number() + ": " + all;
    }

    private static void removeIfEmpty(Path errors) throws IOException {
        if (Files.size(errors) == 0) {
            Files.delete(errors);
        }
    }

    private static void skip(Lines lines, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            lines.next();
        }
    }

    /** Some lines, read, and what is wrong with the others. */
    private static final class Chunk {
        private final List<Newcomers.Row> rows = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private long seen;
    }

    private Chunk chunk(Lines lines) throws IOException {
        Chunk chunk = new Chunk();
        while (chunk.seen < most) {
            Optional<String> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            chunk.seen++;
            try {
                MemberRow row = MemberRow.read(lines.document(line.get()), amounts);
                chunk.rows.add(newcomers.prepared(row));
            } catch (InvalidDocumentException e) {
                chunk.wrong.add(told(lines, e));
            }
        }
        return chunk;
    }

    /** Errors first: a crash in between may tell them twice, never not at all. */
    private Progress take(ImportPlace place, Progress before, Chunk chunk, BufferedWriter errors)
            throws IOException {
        for (String wrong : chunk.wrong) {
            errors.write(wrong);
            errors.newLine();
        }
        errors.flush();
        return office.store()
                .together(
                        () -> {
                            newcomers.take(chunk.rows);
                            Progress after =
                                    new Progress(
                                            before.lines() + chunk.seen,
                                            before.taken() + chunk.rows.size(),
                                            before.wrong() + chunk.wrong.size());
                            place.keep(after);
                            return after;
                        });
    }
}
