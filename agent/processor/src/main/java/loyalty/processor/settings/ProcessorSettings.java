package loyalty.processor.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;

/**
 * What {@code config/processor.yaml} says. Every field has a default, so an empty file starts a
 * processor on SQLite.
 */
public record ProcessorSettings(
        Listen listen,
        Optional<Postgres> postgres,
        Offline offline,
        Optional<Tls> tls,
        Limits limits) {
    /** With the usual limits. */
    public ProcessorSettings(
            Listen listen, Optional<Postgres> postgres, Offline offline, Optional<Tls> tls) {
        this(listen, postgres, offline, tls, Limits.USUAL);
    }

    /** Where it listens. */
    public record Listen(String host, int port, int workers, int connections) {}

    /**
     * The database of a chain.
     *
     * @param passwordFile a file with the password alone; never in the settings
     */
    public record Postgres(String url, String user, Path passwordFile, int connections) {}

    /**
     * How much registers may do alone.
     *
     * @param leaseShare percent of a lot that may be out
     * @param releaseAlarm a register silent for so long with points bound to it is told of
     * @param autoRelease none: only a person releases a silent register's points
     */
    public record Offline(
            Duration term,
            Duration guard,
            int leaseShare,
            Duration idleReturn,
            Duration expiryMargin,
            Duration reservationLimit,
            int lowerOffline,
            int upperOffline,
            Duration keepAnswered,
            Duration bootGap,
            Duration releaseAlarm,
            Optional<Duration> autoRelease) {}

    /**
     * What is put up with before callers are told to come later.
     *
     * @param queue requests that may wait for a worker; beyond that 503
     * @param perRegister requests a second of one register, with bursts of twice as many; beyond
     *     that 429
     * @param perToken the same for a token of the back office
     */
    public record Limits(int queue, int perRegister, int perToken) {
        static final Limits USUAL = new Limits(256, 100, 50);
    }

    /** The certificate chain and key, PEM or PKCS#12. */
    public record Tls(Path keyStore, Path passwordFile) {}

    /** What an empty file gives. */
    public static ProcessorSettings defaults() {
        try {
            return read(new Node.Mapping(Map.of(), Position.NONE));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("the defaults are valid", e);
        }
    }

    public static ProcessorSettings read(Node node) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields root = Fields.of(node, problems);
        ProcessorSettings settings =
                new ProcessorSettings(
                        listen(section(root, "listen")),
                        root.mapping("postgres").map(ProcessorSettings::postgres),
                        offline(section(root, "offline")),
                        root.mapping("tls").map(ProcessorSettings::tls),
                        limits(section(root, "limits")));
        root.end();
        root.throwIfInvalid();
        return settings;
    }

    private static Fields section(Fields root, String key) {
        return root.mapping(key)
                .orElseGet(
                        () ->
                                Fields.of(
                                        new Node.Mapping(Map.of(), Position.NONE),
                                        key,
                                        root.problems()));
    }

    private static Listen listen(Fields fields) {
        Listen listen =
                new Listen(
                        fields.text("host").orElse("127.0.0.1"),
                        (int) fields.whole("port", 7790, 0, 65_535),
                        (int) fields.whole("workers", 8, 1, 256),
                        (int) fields.whole("connections", 4_096, 1, 100_000));
        fields.end();
        return listen;
    }

    private static Postgres postgres(Fields fields) {
        Postgres postgres =
                new Postgres(
                        fields.requiredText("url"),
                        fields.requiredText("user"),
                        Path.of(fields.requiredText("passwordFile")),
                        (int) fields.whole("connections", 10, 2, 500));
        if (!postgres.url().startsWith("jdbc:postgresql:")) {
            fields.problem("url", "not an address of PostgreSQL", "jdbc:postgresql://host/name");
        }
        fields.end();
        return postgres;
    }

    private static Offline offline(Fields fields) {
        Offline offline =
                new Offline(
                        duration(fields, "term", "P3D"),
                        duration(fields, "guard", "PT1H"),
                        (int) fields.whole("leaseShare", 50, 0, 100),
                        duration(fields, "idleReturn", "P14D"),
                        duration(fields, "expiryMargin", "PT5M"),
                        duration(fields, "reservationLimit", "PT5M"),
                        (int) fields.whole("lowerOffline", 3, 0, 10_000),
                        (int) fields.whole("upperOffline", 10, 0, 10_000),
                        duration(fields, "keepAnswered", "P30D"),
                        duration(fields, "bootGap", "PT12H"),
                        duration(fields, "releaseAlarm", "P7D"),
                        fields.text("autoRelease").orElse("off").equals("off")
                                ? Optional.empty()
                                : Optional.of(duration(fields, "autoRelease", "off")));
        fields.end();
        return offline;
    }

    private static Limits limits(Fields fields) {
        Limits limits =
                new Limits(
                        (int) fields.whole("queue", Limits.USUAL.queue(), 1, 100_000),
                        (int) fields.whole("perRegister", Limits.USUAL.perRegister(), 1, 100_000),
                        (int) fields.whole("perToken", Limits.USUAL.perToken(), 1, 100_000));
        fields.end();
        return limits;
    }

    private static Tls tls(Fields fields) {
        Tls tls =
                new Tls(
                        Path.of(fields.requiredText("keyStore")),
                        Path.of(fields.requiredText("passwordFile")));
        fields.end();
        return tls;
    }

    private static Duration duration(Fields fields, String key, String otherwise) {
        String text = fields.text(key).orElse(otherwise);
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        fields.problem(key, "not a duration: \"" + text + "\"", "write P3D, PT1H or PT5M");
        return Duration.ZERO;
    }
}
