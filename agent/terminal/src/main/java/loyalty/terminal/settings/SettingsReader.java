package loyalty.terminal.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import loyalty.drivers.DeviceAddress;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;

/** Reads {@code agent.yaml}, part by part, and collects what is wrong with it. */
final class SettingsReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> LANGUAGES = List.of("ru", "en", "be", "kk");
    private static final DeviceAddress NOWHERE = DeviceAddress.parse("file:nowhere");

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    SettingsReader(Path file) {
        this.file = file;
    }

    AgentSettings read(Node document) throws InvalidDocumentException {
        Fields root = Fields.of(document, problems);
        Path home = beside(root.text("home").orElse("../var"));
        Path pack = pack(root);
        RegisterSettings register = register(root.requiredMapping("register"));
        ProcessorSettings processor = processor(optional(root, "processor"));
        HttpSettings http = http(optional(root, "http"));
        List<ScannerSettings> scanners = root.each("scanners", this::scanner);
        List<PrinterSettings> printers = root.each("printers", this::printer);
        namesOnce(root, scanners, printers);
        ReceiptSettings receipts = receipts(optional(root, "receipts"));
        SalesSettings sales = sales(optional(root, "sales"));
        CodeSettings codes = codes(optional(root, "codes"));
        root.end();
        root.throwIfInvalid();
        return new AgentSettings(
                file, home, pack, register, processor, http, scanners, printers, receipts, sales,
                codes);
    }

    private Fields optional(Fields root, String key) {
        Node empty = new Node.Mapping(Map.of(), root.node().at());
        return root.mapping(key).orElseGet(() -> Fields.of(empty, root.pathOf(key), problems));
    }

    private Path pack(Fields root) {
        Path pack = beside(root.requiredText("pack"));
        if (root.has("pack") && !Files.isRegularFile(pack)) {
            root.problem("pack", "there is no file " + pack, "name a rule pack that exists");
        }
        return pack;
    }

    private RegisterSettings register(Fields fields) {
        String name = name(fields, "name");
        String store = name(fields, "store");
        String region = fields.text("region").orElse("");
        String channel = fields.text("channel").orElse("offline");
        List<String> languages = fields.texts("languages");
        for (String language : languages) {
            if (!LANGUAGES.contains(language)) {
                fields.problem(
                        "languages",
                        "there are no texts in \"" + language + "\"",
                        "one of " + String.join(", ", LANGUAGES));
            }
        }
        fields.end();
        List<String> offered = languages.isEmpty() ? List.of("ru", "en") : languages;
        return new RegisterSettings(name, store, region, channel, offered.get(0), offered);
    }

    private ProcessorSettings processor(Fields fields) {
        Optional<URI> url = fields.text("url").flatMap(text -> url(fields, text));
        Optional<Path> authority = fields.text("authority").map(this::beside);
        authority
                .filter(path -> !Files.isRegularFile(path))
                .ifPresent(
                        path ->
                                fields.problem(
                                        "authority",
                                        "there is no file " + path,
                                        "name a PEM file with the chain's certificate"));
        Duration budget = period(fields, "budget", Duration.ofMillis(800), Duration.ofSeconds(10));
        Duration poll = period(fields, "poll", Duration.ofSeconds(30), Duration.ofSeconds(60));
        fields.end();
        return new ProcessorSettings(url, authority, budget, poll);
    }

    private Optional<URI> url(Fields fields, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Told below: a URL that cannot be read and one without a host are mended alike.
        }
        fields.problem(
                "url",
                "\"" + text + "\" is not the address of a processor",
                "write it as https://loyalty.example:7790, or leave it out to work alone");
        return Optional.empty();
    }

    private HttpSettings http(Fields fields) {
        String address = fields.text("address").orElse("127.0.0.1");
        boolean loopback = isLoopback(fields, address);
        if (!loopback && !fields.truth("open", false)) {
            fields.problem(
                    "address",
                    address + " can be reached from outside this machine",
                    "use 127.0.0.1, or add open: true if the network is the shop's own");
        }
        fields.any("open");
        int port = (int) fields.whole("port", 7780, 0, 65_535);
        Set<String> hosts = new HashSet<>(fields.texts("hosts"));
        Set<String> origins = new HashSet<>(fields.texts("origins"));
        fields.end();
        return new HttpSettings(address, port, hosts, origins);
    }

    private boolean isLoopback(Fields fields, String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            fields.problem("address", "\"" + address + "\" is no address", "write 127.0.0.1");
            return true;
        }
    }

    private ScannerSettings scanner(Fields fields) {
        String name = name(fields, "name");
        DeviceAddress address = address(fields);
        int baud = (int) fields.whole("baud", 9600, 300, 921_600);
        boolean aim = fields.truth("aim", false);
        fields.end();
        return new ScannerSettings(name, address, baud, aim);
    }

    private PrinterSettings printer(Fields fields) {
        String name = name(fields, "name");
        DeviceAddress address = address(fields);
        String model = fields.text("model").orElse("generic-80");
        fields.end();
        return new PrinterSettings(name, address, model);
    }

    private DeviceAddress address(Fields fields) {
        String text = fields.requiredText("address");
        if (text.isBlank()) {
            return NOWHERE;
        }
        try {
            return DeviceAddress.parse(text);
        } catch (IllegalArgumentException e) {
            fields.problem("address", String.valueOf(e.getMessage()), "");
            return NOWHERE;
        }
    }

    private void namesOnce(
            Fields root, List<ScannerSettings> scanners, List<PrinterSettings> printers) {
        Set<String> seen = new HashSet<>();
        for (ScannerSettings scanner : scanners) {
            nameOnce(root, "scanners", scanner.name(), seen);
        }
        for (PrinterSettings printer : printers) {
            nameOnce(root, "printers", printer.name(), seen);
        }
    }

    private void nameOnce(Fields root, String key, String name, Set<String> seen) {
        if (!name.isEmpty() && !seen.add(name)) {
            root.problem(key, "two devices are called \"" + name + "\"", "give each its own name");
        }
    }

    private ReceiptSettings receipts(Fields fields) {
        String template = fields.text("template").orElse("");
        boolean print = fields.truth("print", true);
        int columns = (int) fields.whole("columns", 48, 24, 96);
        fields.end();
        return new ReceiptSettings(template, print, columns);
    }

    private SalesSettings sales(Fields fields) {
        Duration limit = period(fields, "openLimit", Duration.ofMinutes(5), Duration.ofDays(1));
        long amount = fields.whole("maximumAmount", 10_000_000, 1, 1_000_000_000_000L);
        fields.end();
        return new SalesSettings(limit, amount);
    }

    private CodeSettings codes(Fields fields) {
        List<CodeSettings.CardRange> cards = fields.each("cards", this::cardRange);
        for (int i = 0; i < cards.size(); i++) {
            for (int j = 0; j < i; j++) {
                notOverlapping(fields, cards.get(j), cards.get(i));
            }
        }
        String promoCodes = fields.text("promoCodes").orElse("");
        try {
            Pattern.compile(promoCodes);
        } catch (PatternSyntaxException e) {
            fields.problem(
                    "promoCodes",
                    "not a pattern: " + e.getDescription(),
                    "such as PROMO-[A-Z0-9]+");
        }
        String country = fields.text("country").orElse("7");
        if (!country.matches("[1-9][0-9]{0,2}")) {
            fields.problem("country", "\"" + country + "\" is no calling code", "such as 7 or 375");
        }
        fields.end();
        return new CodeSettings(cards, promoCodes, country);
    }

    private CodeSettings.CardRange cardRange(Fields fields) {
        String prefix = fields.requiredText("prefix");
        int length = (int) fields.whole("length", 13, 4, 30);
        CodeSettings.CheckDigit check =
                fields.choice(
                        "check",
                        CodeSettings.CheckDigit.EAN13,
                        Map.of(
                                "ean13", CodeSettings.CheckDigit.EAN13,
                                "luhn", CodeSettings.CheckDigit.LUHN,
                                "none", CodeSettings.CheckDigit.NONE));
        if (!prefix.matches("[0-9]*") || prefix.length() > length) {
            fields.problem("prefix", "must be digits, at most as many as the length", "");
        }
        fields.end();
        return new CodeSettings.CardRange(prefix, length, check);
    }

    private void notOverlapping(
            Fields fields, CodeSettings.CardRange one, CodeSettings.CardRange two) {
        boolean overlap =
                one.length() == two.length()
                        && (one.prefix().startsWith(two.prefix())
                                || two.prefix().startsWith(one.prefix()));
        if (overlap) {
            fields.problem(
                    "cards",
                    "the ranges " + one.prefix() + "… and " + two.prefix() + "… overlap",
                    "make one prefix longer");
        }
    }

    private String name(Fields fields, String key) {
        String name = fields.requiredText(key);
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            fields.problem(
                    key,
                    "\"" + name + "\" cannot be a name",
                    "Latin letters, digits, dots, hyphens, at most 64");
        }
        return name;
    }

    private Duration period(Fields fields, String key, Duration otherwise, Duration most) {
        Function<String, Optional<Duration>> read =
                text -> {
                    try {
                        return Optional.of(Duration.parse(text));
                    } catch (DateTimeParseException e) {
                        return Optional.empty();
                    }
                };
        Optional<String> text = fields.text(key);
        Optional<Duration> period = text.flatMap(read);
        if (text.isPresent()
                && period.filter(p -> !p.isNegative() && p.compareTo(most) <= 0).isEmpty()) {
            fields.problem(
                    key, "\"" + text.get() + "\" is not a period up to " + most, "such as PT5M");
            return otherwise;
        }
        return period.orElse(otherwise);
    }

    private Path beside(String path) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    }
}
