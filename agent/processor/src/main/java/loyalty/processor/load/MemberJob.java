package loyalty.processor.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.SideBySide;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.text.JsonText;

/**
 * Work on every member, one transaction each, some hundreds at a time so that sales get in between.
 * Its order and its place are kept in the store: a job that was broken off goes on, and each step
 * done twice changes nothing.
 */
final class MemberJob implements AutoCloseable {
    private static final int CHUNK = 1_000;

    private final Office office;
    private final Desks desks;
    private final SideBySide threads;
    private final int chunk;

    /** What is done to one member. */
    interface Step {
        /** True if the account changed. */
        boolean on(Account account, Circumstances now);
    }

    /** Where a job stands. */
    record State(Node.Mapping order, String after, long seen, long changed, boolean done) {
        Node.Mapping node() {
            return Tree.mapping()
                    .put("order", order)
                    .put("after", after)
                    .put("seen", seen)
                    .put("changed", changed)
                    .put("done", done)
                    .node();
        }

        State further(List<Document> members, long more, int chunk) {
            return new State(
                    order,
                    members.isEmpty() ? after : members.get(members.size() - 1).home().id(),
                    seen + members.size(),
                    changed + more,
                    members.size() < chunk);
        }

        static State read(String text) {
            try {
                Fields fields = Fields.of(JsonText.read(text, "job"), new ArrayList<>());
                return new State(
                        (Node.Mapping) fields.requiredAny("order").orElseThrow(),
                        fields.text("after").orElse(""),
                        fields.whole("seen", 0, 0, Long.MAX_VALUE),
                        fields.whole("changed", 0, 0, Long.MAX_VALUE),
                        fields.truth("done", false));
            } catch (InvalidDocumentException e) {
                throw new IllegalStateException("a job's record is damaged", e);
            }
        }
    }

    MemberJob(Office office, Desks desks) {
        this(office, desks, CHUNK);
    }

    /**
     * @param chunk so many members at a time
     */
    MemberJob(Office office, Desks desks, int chunk) {
        this.office = office;
        this.desks = desks;
        this.chunk = chunk;
        this.threads = new SideBySide(office.store(), "jobs-worker");
    }

    /** Reads an order: {@code {grant: …}} or {@code {segment: …}} or {@code {compute: true}}. */
    static Step step(Node order) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(order, problems);
        Optional<Fields> grant = fields.mapping("grant");
        Optional<Fields> segment = fields.mapping("segment");
        boolean compute = fields.truth("compute", false);
        if (grant.isEmpty() && segment.isEmpty() && !compute) {
            fields.problem("says nothing to do", "write grant, segment or compute");
        }
        fields.end();
        Step step =
                grant.isPresent()
                        ? grant(grant.get())
                        : new Segments(segment.map(Segments.Rule::read));
        fields.throwIfInvalid();
        return step;
    }

    private static Step grant(Fields fields) {
        LotGrant lot = LotGrant.read(fields);
        return new Grants(
                fields.requiredText("promotion"),
                fields.text("period").orElse(""),
                lot,
                fields.text("segment"));
    }

    static Home home(String id) {
        return new Home(Kind.JOB, id);
    }

    /** Runs from where the job stands to its end, or until told to stop. */
    State run(String id, BooleanSupplier stop) throws StoreException, InvalidDocumentException {
        State state = State.read(office.store().find(home(id)).orElseThrow().state());
        Step step = step(state.order());
        while (!state.done() && !stop.getAsBoolean()) {
            state = chunk(id, state, step);
        }
        return state;
    }

    private State chunk(String id, State before, Step step) throws StoreException {
        List<Document> members = office.store().page(Kind.MEMBER, before.after(), chunk);
        Round round = new Round(office, step, desks.circumstances());
        Round.Tried tried = round.tried(members, threads);
        return office.store()
                .together(
                        () -> {
                            State after = before.further(members, round.write(tried), chunk);
                            keep(id, after);
                            return after;
                        });
    }

    void keep(String id, State state) throws StoreException {
        office.store()
                .transact(
                        home(id),
                        transaction -> {
                            transaction.save(1, JsonText.write(state.node()), false);
                            return true;
                        });
    }

    @Override
    public void close() {
        threads.close();
    }
}
