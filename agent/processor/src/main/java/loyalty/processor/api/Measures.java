package loyalty.processor.api;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import loyalty.processor.reports.Stakes;
import loyalty.processor.sync.Operations;
import loyalty.processor.sync.Silence;
import loyalty.protocol.http.Meter;
import loyalty.protocol.http.Verb;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.OperationKind;

/** What is counted, in Prometheus' text form. Thread-safe. */
final class Measures implements Meter, Operations.Reception {
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter operations =
            Counter.builder()
                    .name("processor_operations")
                    .help("Operations answered, by kind, outcome and reason.")
                    .labelNames("kind", "outcome", "reason")
                    .register(registry);
    private final Gauge silentRegisters =
            Gauge.builder()
                    .name("processor_silent_registers")
                    .help("Registers silent for longer than releaseAlarm, with points bound.")
                    .register(registry);
    private final Gauge silentPoints =
            Gauge.builder()
                    .name("processor_silent_points")
                    .help("Points bound to silent registers, in units of the scale.")
                    .register(registry);
    private final Gauge couldRedeem =
            ofStores("processor_redeemable_points", "Points a store's registers could redeem.");
    private final Gauge bound =
            ofStores(
                    "processor_bound_points",
                    "Points bound to a store's registers that are silent or dead.");
    private final Gauge worstLoss =
            ofStores(
                    "processor_worst_loss_points",
                    "What a store's registers could cost until they are heard of; +Inf unbounded.");
    private final Gauge covered =
            ofStores("processor_covered_points", "Points paid that customers did not have.");
    private final Gauge silentSeconds =
            ofStores("processor_silent_seconds", "Since the most silent register was heard of.");
    private final Histogram requests =
            Histogram.builder()
                    .name("processor_request_seconds")
                    .help("Time to answer, by route and status.")
                    .labelNames("method", "route", "status")
                    .classicOnly()
                    .classicUpperBounds(.001, .005, .01, .025, .05, .1, .25, .5, .8, 2, 30)
                    .register(registry);

    private Gauge ofStores(String name, String help) {
        return Gauge.builder().name(name).help(help).labelNames("store").register(registry);
    }

    @Override
    public void answered(Verb verb, String route, int status, long nanos) {
        requests.labelValues(verb.name(), route, Integer.toString(status)).observe(nanos / NANOS);
    }

    @Override
    public void answered(OperationKind kind, Answer answer) {
        operations.labelValues(kind.word(), answer.outcome().word(), answer.reason()).inc();
    }

    void silent(List<Silence.Silent> silent) {
        silentRegisters.set(silent.size());
        silentPoints.set((double) silent.stream().mapToLong(Silence.Silent::points).sum());
    }

    /** What is at stake at each store. */
    void stakes(Map<String, Stakes.Stake> stores) {
        stores.forEach(
                (store, stake) -> {
                    couldRedeem.labelValues(store).set((double) stake.couldRedeem());
                    bound.labelValues(store).set((double) stake.bound());
                    covered.labelValues(store).set((double) stake.covered());
                    silentSeconds.labelValues(store).set((double) stake.silent().toSeconds());
                    double worst =
                            stake.worstLoss()
                                    .map(Long::doubleValue)
                                    .orElse(Double.POSITIVE_INFINITY);
                    worstLoss.labelValues(store).set(worst);
                });
    }

    byte[] text() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
