package loyalty.terminal.api;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loyalty.protocol.http.Answer;

/** Writes what was measured as Prometheus text. Nothing of it is loaded before it is asked for. */
final class Metrics {
    private static final double NANOS = 1e9;

    private Metrics() {}

    /** What to tell besides the calls. Names end in their unit; counters end in {@code _total}. */
    record Figure(String name, String help, double value) {}

    static Answer text(Measures measures, List<Figure> figures) throws IOException {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        snapshots.add(calls(measures));
        figures.forEach(figure -> snapshots.add(snapshot(figure)));
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        writer.write(out, new MetricSnapshots(snapshots));
        return Answer.of(200, writer.getContentType(), out.toByteArray());
    }

    private static MetricSnapshot calls(Measures measures) {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder()
                        .name("loyalty_http_answer_seconds")
                        .help("Time from a complete request to its answer.");
        for (Map.Entry<Measures.Key, Measures.Answers> call : measures.calls().entrySet()) {
            histogram.dataPoint(
                    HistogramSnapshot.HistogramDataPointSnapshot.builder()
                            .labels(labels(call.getKey()))
                            .classicHistogramBuckets(buckets(call.getValue()))
                            .sum(call.getValue().nanos.sum() / NANOS)
                            .build());
        }
        return histogram.build();
    }

    private static Labels labels(Measures.Key key) {
        return Labels.of(
                "method", key.verb().name(),
                "route", key.route(),
                "status", Integer.toString(key.status()));
    }

    private static ClassicHistogramBuckets buckets(Measures.Answers answers) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < answers.buckets.length; i++) {
            double bound =
                    i < Measures.BOUNDS.length ? Measures.BOUNDS[i] : Double.POSITIVE_INFINITY;
            buckets.bucket(bound, answers.buckets[i].sum());
        }
        return buckets.build();
    }

    private static MetricSnapshot snapshot(Figure figure) {
        if (figure.name().endsWith("_total")) {
            String name = figure.name().substring(0, figure.name().length() - "_total".length());
            return CounterSnapshot.builder()
                    .name(name)
                    .help(figure.help())
                    .dataPoint(
                            CounterSnapshot.CounterDataPointSnapshot.builder()
                                    .value(figure.value())
                                    .build())
                    .build();
        }
        return GaugeSnapshot.builder()
                .name(figure.name())
                .help(figure.help())
                .dataPoint(
                        GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .value(figure.value())
                                .build())
                .build();
    }
}
