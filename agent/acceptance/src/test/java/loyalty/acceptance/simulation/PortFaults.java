package loyalty.acceptance.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.TotalsReport;

/** Ways in which a register's port can break a rule of offline and sync. */
final class PortFaults {
    private static final SplittableRandom SOURCE = new SplittableRandom(5);

    private PortFaults() {}

    // ---- what is sent --------------------------------------------------------------------------

    static BrokenPort renaming() {
        return BrokenPort.uploading(all -> all.stream().map(PortFaults::renamed).toList());
    }

    private static String renamed(String json) {
        String fresh = new UUID(SOURCE.nextLong(), SOURCE.nextLong()).toString();
        return json.replace(BrokenPort.read(json).id().toString(), fresh);
    }

    /** Says each time something else of the same operation. */
    static BrokenPort rewriting() {
        int[] count = {0};
        return BrokenPort.sending(
                json -> json.replace("\"engine\":\"1\"", "\"engine\":\"1." + ++count[0] + "\""));
    }

    static BrokenPort losingTheFirst() {
        return BrokenPort.uploading(all -> all.size() > 1 ? all.subList(1, all.size()) : all);
    }

    static BrokenPort dropping(OperationKind kind) {
        return BrokenPort.uploading(all -> BrokenPort.without(each -> each.kind() == kind, all));
    }

    /** Sends returns without the receipt that the customer brought. */
    static BrokenPort losingReceipts() {
        return BrokenPort.sending(
                json ->
                        BrokenPort.read(json).kind() == OperationKind.RETURN
                                ? BrokenStore.changed(json, PortFaults::withoutReceipt)
                                : json);
    }

    private static Node.Mapping withoutReceipt(Node.Mapping operation) {
        Node.Mapping body = (Node.Mapping) operation.entries().getOrDefault("body", operation);
        return BrokenStore.with(operation, "body", BrokenStore.without(body, "extract"));
    }

    /** Each register makes the birthday's grant its own. */
    static BrokenPort namingGrants() {
        return BrokenPort.sending(
                json -> {
                    Operation operation = BrokenPort.read(json);
                    return operation.kind() == OperationKind.GRANT
                            ? json.replace("birthday/", "birthday/" + operation.id() + "/")
                            : json;
                });
    }

    /** Each register gives a phone an id of its own. */
    static BrokenPort namingMembers(String register) {
        return BrokenPort.sending(
                json ->
                        BrokenPort.read(json)
                                .member()
                                .filter(member -> !member.startsWith("m-"))
                                .map(member -> json.replace(member, register + member.substring(2)))
                                .orElse(json));
    }

    static BrokenPort holdingUntilATime() {
        return BrokenPort.asking(
                "reserve",
                asked -> {
                    ReservationRequest request = (ReservationRequest) asked;
                    return new ReservationRequest(
                            request.sale(), request.member(), request.lots(), false);
                });
    }

    static BrokenPort holdingUnderAnotherName() {
        return BrokenPort.asking(
                "reserve",
                asked -> {
                    ReservationRequest request = (ReservationRequest) asked;
                    return new ReservationRequest(
                            new UUID(SOURCE.nextLong(), SOURCE.nextLong()).toString(),
                            request.member(),
                            request.lots(),
                            true);
                });
    }

    static BrokenPort tellingNoTotals() {
        return BrokenPort.asking(
                "totals",
                asked -> {
                    TotalsReport report = (TotalsReport) asked;
                    return new TotalsReport(report.seq(), List.of(), report.last());
                });
    }

    // ---- what is answered ----------------------------------------------------------------------

    /** Takes "later" for "done". */
    static BrokenPort notComingBack() {
        return BrokenPort.answering(
                batch ->
                        new BatchAnswer(
                                batch.answers().stream().map(PortFaults::done).toList(),
                                batch.seq(),
                                batch.keepAnswered(),
                                batch.contact()));
    }

    private static Answer done(Answer answer) {
        return answer.closes() ? answer : Answer.accepted(answer.operation(), 0);
    }

    /** Never tells that the processor's count of operations fell. */
    static BrokenPort hidingLoss() {
        long[] highest = {0};
        return BrokenPort.answering(
                batch -> {
                    highest[0] = Math.max(highest[0], batch.seq());
                    return new BatchAnswer(
                            batch.answers(), highest[0], batch.keepAnswered(), batch.contact());
                });
    }

    /** Never tells of operations or sales that the register has forgotten. */
    static BrokenPort hidingWhatIsForgotten() {
        return new BrokenPort() {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                if (answer instanceof BatchAnswer batch) {
                    long sent =
                            operations(arguments).stream()
                                    .mapToLong(json -> read(json).seq())
                                    .max()
                                    .orElse(0);
                    return new BatchAnswer(
                            batch.answers(),
                            Math.min(sent, batch.seq()),
                            batch.keepAnswered(),
                            batch.contact());
                }
                return withViews(answer, PortFaults::awaitingNothing);
            }
        };
    }

    private static MemberView awaitingNothing(MemberView view) {
        return new MemberView(
                view.id(),
                view.version(),
                view.redirect(),
                view.snapshot(),
                view.rights(),
                List.of());
    }

    static BrokenPort term(Duration term) {
        return BrokenPort.meeting(
                told ->
                        new Contact(
                                told.time(),
                                told.term().isZero() ? told.term() : term,
                                told.generation(),
                                told.standing(),
                                told.totalsWanted()));
    }

    /** Counts the term from the moment the answer comes. */
    static BrokenPort countingFromTheAnswer(InstantSource time) {
        return new BrokenPort() {
            private Instant sent = Instant.EPOCH;

            @Override
            Object[] asked(String call, Object[] arguments) {
                sent = time.instant();
                return arguments;
            }

            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                Duration way = Duration.between(sent, time.instant());
                return withContact(
                        answer,
                        told ->
                                new Contact(
                                        told.time(),
                                        told.term().plus(told.term().isZero() ? told.term() : way),
                                        told.generation(),
                                        told.standing(),
                                        told.totalsWanted()));
            }
        };
    }

    /** Tells the dead that they live. */
    static BrokenPort comforting() {
        return BrokenPort.meeting(
                told ->
                        new Contact(
                                told.time(),
                                told.term().isZero() ? Duration.ofDays(3) : told.term(),
                                told.generation(),
                                Contact.Standing.LIVE,
                                told.totalsWanted()));
    }

    /** Never hears that the processor began anew. */
    static BrokenPort sameGeneration() {
        String[] first = {""};
        return BrokenPort.meeting(
                told -> {
                    first[0] = first[0].isEmpty() ? told.generation() : first[0];
                    return new Contact(told.time(), told.term(), first[0], told.standing(), false);
                });
    }

    /** After each state of the feed the one before it comes once more, which breaks no rule. */
    static BrokenPort tellingAgain() {
        Map<String, Change> told = new HashMap<>();
        String[] generation = {""};
        return new BrokenPort() {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                if (!(answer instanceof Changes changes)) {
                    return answer;
                }
                if (!generation[0].equals(changes.contact().generation())) {
                    told.clear(); // what another database told is no older state of this one
                    generation[0] = changes.contact().generation();
                }
                List<Change> twice = new ArrayList<>();
                for (Change each : changes.changes()) {
                    twice.add(each);
                    Optional.ofNullable(told.put(each.kind() + each.id(), each))
                            .ifPresent(twice::add);
                }
                return new Changes(
                        twice, changes.cursor(), changes.next(), changes.more(), changes.contact());
            }
        };
    }

    static BrokenPort skipping() {
        return new BrokenPort() {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                if (!call.equals("changes")) {
                    return answer;
                }
                Changes changes = (Changes) answer;
                int count = changes.changes().size();
                return new Changes(
                        changes.changes().subList(0, Math.max(0, count - 1)),
                        changes.cursor(),
                        Optional.empty(),
                        changes.more(),
                        changes.contact());
            }
        };
    }

    /** Tells of each member always what it told first, as if it were new. */
    static BrokenPort remembering() {
        Map<String, MemberView> first = new HashMap<>();
        return BrokenPort.viewing(
                view -> {
                    MemberView old = first.computeIfAbsent(view.id(), id -> view);
                    return new MemberView(
                            view.id(),
                            view.version(),
                            view.redirect(),
                            old.snapshot(),
                            view.rights(),
                            view.awaited());
                });
    }

    // ---- what is told of rights ----------------------------------------------------------------

    /** Each telling adds to what was told before. */
    static BrokenPort adding() {
        Map<String, Long> sums = new HashMap<>();
        return BrokenPort.telling(
                rights ->
                        rights.stream()
                                .map(
                                        each ->
                                                granted(
                                                        each,
                                                        sums.merge(
                                                                each.lot() + each.incarnation(),
                                                                each.granted(),
                                                                Long::sum)))
                                .toList());
    }

    private static MemberView.Right granted(MemberView.Right right, long points) {
        return new MemberView.Right(
                right.lot(), right.incarnation(), points, right.recalled(), right.received());
    }

    /** One number for a member, on whatever lot comes first. */
    static BrokenPort lumping() {
        return BrokenPort.telling(
                rights -> {
                    List<MemberView.Right> lumped = new ArrayList<>(rights);
                    if (rights.size() > 1) {
                        long all = rights.stream().mapToLong(MemberView.Right::granted).sum();
                        lumped.set(0, granted(rights.get(0), all));
                    }
                    return lumped;
                });
    }

    static BrokenPort recallingNothing() {
        return BrokenPort.telling(
                rights ->
                        rights.stream()
                                .map(
                                        each ->
                                                new MemberView.Right(
                                                        each.lot(),
                                                        each.incarnation(),
                                                        each.granted(),
                                                        false,
                                                        each.received()))
                                .toList());
    }

    /** A port that remembers in which incarnation its register is. */
    private abstract static class Incarnate extends BrokenPort {
        private long incarnation;

        @Override
        Object answered(String call, Object[] arguments, Object answer) {
            if (answer instanceof EnrolAnswer enrolled) {
                incarnation = enrolled.holder().incarnation();
            }
            return withViews(answer, view -> seen(view, incarnation));
        }

        abstract MemberView seen(MemberView view, long present);

        static MemberView with(MemberView view, List<MemberView.Right> rights) {
            return new MemberView(
                    view.id(),
                    view.version(),
                    view.redirect(),
                    view.snapshot(),
                    rights,
                    view.awaited());
        }
    }

    /** Rights of earlier incarnations are told as if they were the present one's. */
    static BrokenPort inheriting() {
        return new Incarnate() {
            @Override
            MemberView seen(MemberView view, long present) {
                return with(
                        view,
                        view.rights().stream()
                                .map(
                                        each ->
                                                new MemberView.Right(
                                                        each.lot(),
                                                        present,
                                                        each.granted(),
                                                        each.recalled(),
                                                        each.received()))
                                .toList());
            }
        };
    }

    /** What a member has is this register's to spend. */
    static BrokenPort leasingItself() {
        return new Incarnate() {
            @Override
            MemberView seen(MemberView view, long present) {
                List<MemberView.Right> rights = new ArrayList<>();
                view.snapshot()
                        .map(snapshot -> Fields.of(snapshot, new ArrayList<>()))
                        .ifPresent(
                                member ->
                                        member.each(
                                                "lots", lot -> rights.add(whole(lot, present))));
                return with(view, rights);
            }
        };
    }

    private static MemberView.Right whole(Fields lot, long incarnation) {
        return new MemberView.Right(
                lot.requiredText("id"),
                incarnation,
                lot.whole("points", 0, 0, Long.MAX_VALUE),
                false,
                List.of());
    }

    /** Lots never end. */
    static BrokenPort withoutEnds() {
        return BrokenPort.viewing(
                view ->
                        new MemberView(
                                view.id(),
                                view.version(),
                                view.redirect(),
                                view.snapshot()
                                        .map(
                                                member ->
                                                        BrokenStore.each(
                                                                member,
                                                                "lots",
                                                                lot ->
                                                                        BrokenStore.without(
                                                                                lot, "expiresAt"))),
                                view.rights(),
                                view.awaited()));
    }
}
