package loyalty.terminal.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.protocol.sync.TotalsReport;

/**
 * The central processor, as one register sees it. Nothing here blocks; an answer that does not come
 * completes with a {@link ProcessorException}. Any thread.
 */
public interface Processor extends AutoCloseable {
    /** With a one-time code. Unsigned: the processor does not know the key yet. */
    CompletableFuture<EnrolAnswer> enrol(EnrolRequest request);

    /** A new incarnation for a register that was restored, copied or fenced. */
    CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request);

    /** Operations, each exactly as it was written when it happened. */
    CompletableFuture<BatchAnswer> upload(List<String> operations);

    /** Changes after a cursor; waits up to {@code wait} for one to come. */
    CompletableFuture<Changes> changes(String cursor, Duration wait, int limit);

    /** One page of the first load; no page names the first one. */
    CompletableFuture<Changes> snapshot(Optional<String> page, int limit);

    CompletableFuture<ReservationAnswer> reserve(ReservationRequest request);

    /** Pins a hold: the fiscal receipt may exist. */
    CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body);

    CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body);

    CompletableFuture<RightsAnswer> rights(RightsRequest request);

    CompletableFuture<MemberAnswer> member(IdentifierHash code);

    CompletableFuture<MemberAnswer> memberById(String id);

    /** A sale of this member that any register made, with what came back of it. */
    CompletableFuture<SaleAnswer> sale(String member, String sale);

    CompletableFuture<PackDocument> pack(String hash);

    /** Gives a pack to a processor that lost it. */
    CompletableFuture<Contact> uploadPack(PackDocument pack);

    CompletableFuture<Contact> totals(TotalsReport report);

    CompletableFuture<TimeAnswer> time();

    @Override
    void close();
}
