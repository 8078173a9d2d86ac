package loyalty.processor.load;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.processor.member.Amounts;
import loyalty.processor.member.Intake.Newcomer;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.LotGrant;

/**
 * One line of an import: a mapping with the fields {@code id phone cards name birthday email city
 * tier joined segments consents lifetimeSpend points expires lots}. A table gives one card under
 * "card" and one lot under "points" and "expires"; JSON may give lists.
 *
 * @param id empty if the member's id follows from the phone
 */
record MemberRow(
        String id,
        Optional<PhoneNumber> phone,
        List<String> cards,
        Map<String, String> profile,
        Optional<String> tier,
        Optional<Instant> joined,
        List<String> segments,
        List<String> consents,
        long lifetimeSpendMinor,
        List<LotGrant> lots) {
    private static final List<String> PERSONAL = List.of("name", "birthday", "email", "city");

    static MemberRow read(Node node, Amounts amounts) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(node, problems);
        Map<String, String> profile = new LinkedHashMap<>();
        for (String name : PERSONAL) {
            text(fields, name).ifPresent(value -> profile.put(name, value));
        }
        checkBirthday(fields, profile);
        List<String> cards = new ArrayList<>(fields.texts("cards"));
        text(fields, "card").ifPresent(cards::add);
        MemberRow row =
                new MemberRow(
                        text(fields, "id").orElse(""),
                        phone(fields),
                        cards,
                        profile,
                        text(fields, "tier"),
                        time(fields, "joined"),
                        words(fields, "segments"),
                        words(fields, "consents"),
                        money(fields, amounts),
                        lots(fields, amounts));
        if (row.id().isEmpty() && row.phone().isEmpty()) {
            fields.problem("a member needs an id or a phone", "");
        }
        fields.end();
        fields.throwIfInvalid();
        return row;
    }

    /** The same as the books take it in. */
    Newcomer newcomer(String memberId) {
        return new Newcomer(
                memberId,
                profile,
                tier,
                joined,
                segments,
                consents,
                lifetimeSpendMinor,
                lots.stream().map(lot -> named(lot, memberId)).toList());
    }

    /** A lot without a name of its own is named after the member, so that a repeat finds it. */
    private static LotGrant named(LotGrant lot, String memberId) {
        return lot.id().equals("import")
                ? new LotGrant(
                        "import:" + memberId,
                        lot.source(),
                        lot.promotion(),
                        lot.points(),
                        lot.activeFrom(),
                        lot.expiresAt(),
                        lot.only())
                : lot;
    }

    private static Optional<String> text(Fields fields, String key) {
        return fields.text(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static List<String> words(Fields fields, String key) {
        if (fields.any(key).filter(Node.Sequence.class::isInstance).isPresent()) {
            return fields.texts(key);
        }
        return text(fields, key).map(all -> List.of(all.split("\\s*[|;]\\s*"))).orElse(List.of());
    }

    private static Optional<PhoneNumber> phone(Fields fields) {
        Optional<String> written = text(fields, "phone");
        Optional<PhoneNumber> phone = written.flatMap(PhoneNumber::parse);
        if (written.isPresent() && phone.isEmpty()) {
            fields.problem("phone", "not an international telephone number", "write +375…");
        }
        return phone;
    }

    private static void checkBirthday(Fields fields, Map<String, String> profile) {
        String birthday = profile.get("birthday");
        if (birthday != null) {
            try {
                LocalDate.parse(birthday);
            } catch (DateTimeParseException e) {
                fields.problem("birthday", "not a date", "write 1990-12-04");
            }
        }
    }

    private static Optional<Instant> time(Fields fields, String key) {
        Optional<String> written = text(fields, key);
        try {
            return written.map(MemberRow::parsed);
        } catch (DateTimeParseException e) {
            fields.problem(key, "not a date or time", "write 2026-01-10 or 2026-01-10T00:00:00Z");
            return Optional.empty();
        }
    }

    private static Instant parsed(String text) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    private static long money(Fields fields, Amounts amounts) {
        try {
            return text(fields, "lifetimeSpend").map(amounts::money).orElse(0L);
        } catch (ArithmeticException | NumberFormatException e) {
            fields.problem("lifetimeSpend", "not an amount of money", "write 41200.00");
            return 0;
        }
    }

    private static List<LotGrant> lots(Fields fields, Amounts amounts) {
        List<LotGrant> lots = new ArrayList<>(fields.each("lots", lot -> lot(lot, amounts)));
        Optional<String> points = text(fields, "points");
        Optional<Instant> expires = time(fields, "expires");
        if (points.isPresent()) {
            lots.add(grant("import", points(fields, "points", amounts), expires, fields));
        }
        return lots;
    }

    private static LotGrant lot(Fields fields, Amounts amounts) {
        Optional<Instant> expires = time(fields, "expiresAt");
        return grant(
                text(fields, "id").orElse("import"),
                points(fields, "points", amounts),
                expires,
                fields);
    }

    private static LotGrant grant(
            String id, long points, Optional<Instant> expires, Fields fields) {
        return new LotGrant(
                id,
                "import",
                Optional.empty(),
                points,
                time(fields, "activeFrom"),
                expires,
                fields.any("only")
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast));
    }

    private static long points(Fields fields, String key, Amounts amounts) {
        try {
            long points = amounts.points(fields.requiredText(key));
            if (points >= 0) {
                return points;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        fields.problem(key, "not a number of points", "write 100");
        return 0;
    }
}
