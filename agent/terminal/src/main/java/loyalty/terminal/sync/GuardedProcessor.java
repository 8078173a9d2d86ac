package loyalty.terminal.sync;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
import loyalty.terminal.clock.Ticker;

/**
 * A processor that is left alone when it fails. One breaker watches all calls; a customer's
 * question has a budget and one quick retry; background work has a bulkhead of its own, so that it
 * cannot take the customer's turn. Any thread.
 */
public final class GuardedProcessor implements Processor {
    private final Processor processor;
    private final ScheduledExecutorService scheduler;
    private final CircuitBreaker breaker;
    private final Retry quickRetry;
    private final Lane quick;
    private final Lane background;
    private final Lane poll;

    /** How many calls at once, and for how long at most. */
    private record Lane(Bulkhead bulkhead, TimeLimiter limiter) {
        static Lane of(String name, int calls, Duration most) {
            return new Lane(
                    Bulkhead.of(
                            name,
                            BulkheadConfig.custom()
                                    .maxConcurrentCalls(calls)
                                    .maxWaitDuration(Duration.ZERO)
                                    .build()),
                    TimeLimiter.of(
                            name,
                            TimeLimiterConfig.custom()
                                    .timeoutDuration(most)
                                    .cancelRunningFuture(true)
                                    .build()));
        }
    }

    /**
     * @param budget within which a customer's question must be answered
     * @param scheduler for budgets and retries; its thread runs nothing long
     */
    public GuardedProcessor(
            Processor processor,
            Duration budget,
            ScheduledExecutorService scheduler,
            Ticker ticker) {
        this.processor = processor;
        this.scheduler = scheduler;
        this.breaker =
                CircuitBreaker.of(
                        "processor",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(8)
                                .minimumNumberOfCalls(3)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(Duration.ofSeconds(3))
                                .permittedNumberOfCallsInHalfOpenState(2)
                                .clock(new TickerClock(ticker))
                                .currentTimestampFunction(
                                        clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
                                .recordException(GuardedProcessor::isOutage)
                                .build());
        this.quickRetry =
                Retry.of(
                        "processor",
                        RetryConfig.custom()
                                .maxAttempts(2)
                                .intervalFunction(
                                        IntervalFunction.ofRandomized(Duration.ofMillis(50), 0.5))
                                .retryOnException(GuardedProcessor::isBrokenConnection)
                                .build());
        this.quick = Lane.of("customer", 8, budget);
        this.background = Lane.of("background", 6, Duration.ofSeconds(60));
        this.poll = Lane.of("poll", 1, Duration.ofMinutes(2));
    }

    private static boolean isOutage(Throwable failure) {
        return Problems.of(failure).fault().isOutage();
    }

    private static boolean isBrokenConnection(Throwable failure) {
        return Problems.of(failure).fault() == ProcessorFault.UNREACHABLE;
    }

    /** {@code CLOSED}, {@code OPEN}, {@code HALF_OPEN}. */
    public String breakerState() {
        return breaker.getState().name();
    }

    /** Breaker, bulkheads and retries in figures, for metrics. */
    public GuardFigures figures() {
        CircuitBreaker.Metrics calls = breaker.getMetrics();
        return new GuardFigures(
                breakerState(),
                Math.max(0, calls.getFailureRate()),
                calls.getNumberOfFailedCalls(),
                calls.getNumberOfSuccessfulCalls(),
                calls.getNumberOfNotPermittedCalls(),
                quickRetry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt()
                        + quickRetry.getMetrics().getNumberOfFailedCallsWithRetryAttempt(),
                quick.bulkhead().getMetrics().getAvailableConcurrentCalls(),
                background.bulkhead().getMetrics().getAvailableConcurrentCalls());
    }

    private <T> CompletableFuture<T> quickly(Supplier<CompletionStage<T>> call) {
        return guarded(quick, () -> quickRetry.executeCompletionStage(scheduler, call));
    }

    private <T> CompletableFuture<T> inBackground(Supplier<CompletionStage<T>> call) {
        return guarded(background, call);
    }

    /**
     * From the outside in: room for the call, the breaker, the time it may take. Whatever fails is
     * told as a {@link ProcessorException}: a call that was not made is no mistake of this program.
     */
    private <T> CompletableFuture<T> guarded(Lane lane, Supplier<CompletionStage<T>> call) {
        Supplier<CompletionStage<T>> limited =
                () -> lane.limiter().executeCompletionStage(scheduler, call);
        return lane.bulkhead()
                .executeCompletionStage(() -> breaker.executeCompletionStage(limited))
                .toCompletableFuture()
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(Problems.of(e)));
    }

    @Override
    public CompletableFuture<EnrolAnswer> enrol(EnrolRequest request) {
        return processor.enrol(request); // a person waits and sees what happens
    }

    @Override
    public CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request) {
        return inBackground(() -> processor.newIncarnation(request));
    }

    @Override
    public CompletableFuture<BatchAnswer> upload(List<String> operations) {
        return inBackground(() -> processor.upload(operations));
    }

    @Override
    public CompletableFuture<Changes> changes(String cursor, Duration wait, int limit) {
        return guarded(poll, () -> processor.changes(cursor, wait, limit));
    }

    @Override
    public CompletableFuture<Changes> snapshot(Optional<String> page, int limit) {
        return inBackground(() -> processor.snapshot(page, limit));
    }

    @Override
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        return quickly(() -> processor.reserve(request));
    }

    @Override
    public CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body) {
        return inBackground(() -> processor.confirmHold(body));
    }

    @Override
    public CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body) {
        return inBackground(() -> processor.cancelHold(body));
    }

    @Override
    public CompletableFuture<RightsAnswer> rights(RightsRequest request) {
        return inBackground(() -> processor.rights(request));
    }

    @Override
    public CompletableFuture<MemberAnswer> member(IdentifierHash code) {
        return quickly(() -> processor.member(code));
    }

    @Override
    public CompletableFuture<MemberAnswer> memberById(String id) {
        return quickly(() -> processor.memberById(id));
    }

    @Override
    public CompletableFuture<SaleAnswer> sale(String member, String sale) {
        return quickly(() -> processor.sale(member, sale));
    }

    @Override
    public CompletableFuture<PackDocument> pack(String hash) {
        return inBackground(() -> processor.pack(hash));
    }

    @Override
    public CompletableFuture<Contact> uploadPack(PackDocument pack) {
        return inBackground(() -> processor.uploadPack(pack));
    }

    @Override
    public CompletableFuture<Contact> totals(TotalsReport report) {
        return inBackground(() -> processor.totals(report));
    }

    @Override
    public CompletableFuture<TimeAnswer> time() {
        return quickly(processor::time);
    }

    @Override
    public void close() {
        processor.close();
    }
}
