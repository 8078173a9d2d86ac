package loyalty.terminal.sync;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.protocol.text.JsonText;

/**
 * A processor made of memory: takes every operation once, and sends what a test puts in its feed.
 */
final class SimulatedProcessor implements Processor {
    final SigningKey key = SigningKey.generate();
    final Map<UUID, Operation> taken = new LinkedHashMap<>();
    final Map<UUID, Answer> answers = new LinkedHashMap<>();
    final List<Change> feed = new ArrayList<>();
    final List<TotalsReport> totals = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();

    /** The latest life each machine told of when it asked for one. */
    final List<Long> latest = new ArrayList<>();

    /** The numbers in each batch that arrived. */
    final List<List<Long>> uploads = new ArrayList<>();

    String keyTold = "";
    final Map<UUID, Answer> scripted = new LinkedHashMap<>();
    final Deque<Boolean> loseAnswers = new ArrayDeque<>();
    final Map<String, PackDocument> packs = new LinkedHashMap<>();
    final Map<UUID, Boolean> breaksOn = new LinkedHashMap<>();
    boolean down;
    String generation = "g1";
    boolean totalsWanted;
    Contact.Standing standing = Contact.Standing.LIVE;
    long granted = 100;
    long holdsAtMost = Long.MAX_VALUE;
    boolean reserves = true;
    final Set<String> codesOfOthers = new HashSet<>();
    long incarnation;
    long seq;
    final List<String> givenBack = new ArrayList<>();
    private final InstantSource clock;

    SimulatedProcessor(InstantSource clock) {
        this.clock = clock;
    }

    private Contact contact() {
        return new Contact(clock.instant(), Duration.ofDays(3), generation, standing, totalsWanted);
    }

    private <T> CompletableFuture<T> answer(Supplier<T> work) {
        if (down) {
            return CompletableFuture.failedFuture(
                    new ProcessorException(ProcessorFault.UNREACHABLE, "simulated cut"));
        }
        T answer;
        try {
            answer = work.get();
        } catch (Failed e) {
            return CompletableFuture.failedFuture(e.getCause());
        }
        if (!loseAnswers.isEmpty() && loseAnswers.poll()) {
            return CompletableFuture.failedFuture(
                    new ProcessorException(ProcessorFault.TIMED_OUT, "simulated lost answer"));
        }
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<EnrolAnswer> enrol(EnrolRequest request) {
        return answer(
                () -> {
                    incarnation++;
                    seq = 0;
                    reasons.add(request.reason());
                    latest.add(request.latest());
                    keyTold = request.publicKey();
                    return new EnrolAnswer(
                            new Holder("r-1", incarnation),
                            "msk-1",
                            "veska",
                            key.verifyKey().base64(),
                            Base64.getEncoder().encodeToString(new byte[32]),
                            Tree.mapping().node(),
                            contact());
                });
    }

    @Override
    public CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request) {
        return enrol(request);
    }

    @Override
    public CompletableFuture<BatchAnswer> upload(List<String> operations) {
        if (!down) {
            uploads.add(operations.stream().map(json -> read(json).seq()).toList());
        }
        return answer(
                () ->
                        new BatchAnswer(
                                operations.stream().map(this::take).toList(),
                                seq,
                                Duration.ofDays(30),
                                contact()));
    }

    private Answer take(String json) {
        Operation operation = read(json);
        if (breaksOn.containsKey(operation.id())) {
            throw new Failed(new ProcessorException(ProcessorFault.BROKEN, "simulated 500"));
        }
        Answer known = answers.get(operation.id());
        if (known != null) {
            return Answer.known(known);
        }
        Answer answer = scripted.getOrDefault(operation.id(), Answer.accepted(operation.id(), 0));
        if (answer.outcome() != Answer.Outcome.LATER) {
            answers.put(operation.id(), answer);
            taken.put(operation.id(), operation);
            if (operation.holder().incarnation() == incarnation && operation.seq() == seq + 1) {
                seq++;
            }
        }
        return answer;
    }

    private static Operation read(String json) {
        try {
            return Operation.read(JsonText.read(json, "operation"));
        } catch (InvalidDocumentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public CompletableFuture<Changes> changes(String cursor, Duration wait, int limit) {
        if (!down && !cursor.startsWith(generation)) {
            return CompletableFuture.failedFuture(
                    new ProcessorException(ProcessorFault.CURSOR_GONE, "another generation"));
        }
        return answer(() -> page(Integer.parseInt(cursor.substring(generation.length())), limit));
    }

    private Changes page(int from, int limit) {
        int to = Math.min(feed.size(), from + limit);
        return new Changes(
                feed.subList(from, to),
                generation + to,
                Optional.empty(),
                to < feed.size(),
                contact());
    }

    @Override
    public CompletableFuture<Changes> snapshot(Optional<String> page, int limit) {
        return answer(
                () -> {
                    int from = page.map(Integer::parseInt).orElse(0);
                    int to = Math.min(feed.size(), from + limit);
                    Optional<String> next =
                            to < feed.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
                    return new Changes(
                            feed.subList(from, to), generation + 0, next, false, contact());
                });
    }

    @Override
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        if (!reserves) {
            return CompletableFuture.failedFuture(
                    new ProcessorException(ProcessorFault.TIMED_OUT, "simulated silence"));
        }
        return answer(
                () ->
                        new ReservationAnswer(
                                request.sale(),
                                holdsSome(request)
                                        ? ReservationAnswer.State.HELD
                                        : ReservationAnswer.State.REFUSED,
                                request.lots().stream().map(this::held).toList(),
                                "",
                                Optional.empty(),
                                contact(),
                                codes(request, false),
                                codes(request, true)));
    }

    private boolean holdsSome(ReservationRequest request) {
        return !request.lots().isEmpty() || !codes(request, false).isEmpty();
    }

    private List<String> codes(ReservationRequest request, boolean ofOthers) {
        return request.codes().stream()
                .filter(code -> codesOfOthers.contains(code) == ofOthers)
                .toList();
    }

    /** The reason is left out, as in an answer that is repeated. */
    private LotPoints held(LotPoints wanted) {
        return new LotPoints(wanted.lot(), Math.min(wanted.points(), holdsAtMost));
    }

    @Override
    public CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<RightsAnswer> rights(RightsRequest request) {
        return answer(
                () ->
                        new RightsAnswer(
                                request.wants().stream()
                                        .map(want -> view(want.member(), 1, granted, false))
                                        .toList(),
                                List.of(),
                                contact()));
    }

    MemberView view(String id, long version, long total, boolean recalled) {
        return new MemberView(
                id,
                version,
                Optional.empty(),
                Optional.of(Tree.mapping().put("id", id).put("name", "Anna").node()),
                List.of(new MemberView.Right("l-1", incarnation, total, recalled, List.of())));
    }

    void change(MemberView view) {
        feed.add(
                new Change(
                        Change.Kind.MEMBER,
                        view.id(),
                        view.version(),
                        Optional.of(view.toNode()),
                        ""));
    }

    Change signed(Change.Kind kind, String id, long version, Node.Mapping state) {
        Change bare = new Change(kind, id, version, Optional.of(state), "");
        return new Change(kind, id, version, Optional.of(state), key.sign(bare.signedBytes()));
    }

    @Override
    public CompletableFuture<MemberAnswer> member(IdentifierHash code) {
        return answer(() -> new MemberAnswer(view("m-1", 1, granted, false), contact()));
    }

    @Override
    public CompletableFuture<MemberAnswer> memberById(String id) {
        return answer(() -> new MemberAnswer(view(id, 1, granted, false), contact()));
    }

    @Override
    public CompletableFuture<SaleAnswer> sale(String member, String sale) {
        return CompletableFuture.failedFuture(
                new ProcessorException(ProcessorFault.REFUSED, "no sales are kept here"));
    }

    @Override
    public CompletableFuture<PackDocument> pack(String hash) {
        return answer(() -> packs.get(hash));
    }

    @Override
    public CompletableFuture<Contact> uploadPack(PackDocument pack) {
        return answer(
                () -> {
                    givenBack.add(pack.hash());
                    scripted.clear();
                    return contact();
                });
    }

    @Override
    public CompletableFuture<Contact> totals(TotalsReport report) {
        return answer(
                () -> {
                    totals.add(report);
                    totalsWanted = totalsWanted && !report.last();
                    return contact();
                });
    }

    @Override
    public CompletableFuture<TimeAnswer> time() {
        return answer(() -> new TimeAnswer(clock.instant(), generation));
    }

    @Override
    public void close() {}
}
