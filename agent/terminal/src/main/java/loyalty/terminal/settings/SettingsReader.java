package loyalty.terminal.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.code.CardRange;
import loyalty.drivers.code.CheckDigit;
import loyalty.drivers.code.CodeRules;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.SerialLine;
import loyalty.drivers.scanner.Framing;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.receipt.template.Templates;
import loyalty.terminal.api.Cashiers;
import loyalty.terminal.checkout.Approval;
import loyalty.terminal.checkout.ApprovalRules;
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.Sign;
import loyalty.terminal.print.Slip;

/** Reads {@code agent.yaml}, part by part, and collects what is wrong with it. */
final class SettingsReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> LANGUAGES = List.of("ru", "en", "be", "kk");
    private static final Map<String, CheckDigit> CHECKS =
            Map.of("gs1", CheckDigit.GS1, "luhn", CheckDigit.LUHN, "none", CheckDigit.NONE);

    /** Substitutes and then pictures; substitutes or no paper; exactly as written or no paper. */
    private static final Map<String, LetterRules> LETTERS =
            Map.of(
                    "draw", LetterRules.USUAL,
                    "substitute", new LetterRules(true, LetterRules.Otherwise.REFUSE),
                    "strict", LetterRules.STRICT);

    private static final Pattern SALE = Pattern.compile("([a-z0-9-]+/)?sale");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s{}]+(\\{member\\}[^\\s{}]*)?");
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
        List<ScannerEntry> scanners = root.each("scanners", this::scanner);
        List<PrinterEntry> printers = root.each("printers", this::printer);
        namesOnce(root, scanners, printers);
        ReceiptSettings receipts = receipts(optional(root, "receipts"), register.store());
        SalesSettings sales = sales(optional(root, "sales"));
        CashierSettings cashiers = cashiers(optional(root, "cashiers"));
        CodeSettings codes = codes(optional(root, "codes"));
        root.end();
        root.throwIfInvalid();
        return new AgentSettings(
                file, home, pack, register, processor, http, scanners, printers, receipts, sales,
                cashiers, codes);
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

    private ScannerEntry scanner(Fields fields) {
        String name = name(fields, "name");
        ScannerSettings usual = ScannerSettings.usual(address(fields));
        SerialLine line = line(fields);
        Framing framing = framing(fields).withAim(fields.truth("aim", false));
        Duration window =
                period(fields, "sameWithin", ScannerSettings.USUAL_WINDOW, Duration.ofMinutes(1));
        fields.end();
        ScannerSettings settings =
                new ScannerSettings(usual.address(), usual.link().with(line), framing, window);
        return new ScannerEntry(name, settings);
    }

    private Framing framing(Fields fields) {
        Framing framing =
                fields.text("prefix").map(Framing.USUAL::withPrefix).orElse(Framing.USUAL);
        Optional<String> ends = fields.text("ends");
        if (ends.isEmpty()) {
            return framing;
        }
        try {
            return framing.endingIn(ends.get());
        } catch (IllegalArgumentException e) {
            fields.problem("ends", String.valueOf(e.getMessage()), "such as: cr lf");
            return framing;
        }
    }

    private SerialLine line(Fields fields) {
        Optional<String> text = fields.text("line");
        if (text.isEmpty()) {
            return SerialLine.USUAL;
        }
        try {
            return SerialLine.parse(text.get());
        } catch (IllegalArgumentException e) {
            fields.problem("line", String.valueOf(e.getMessage()), "such as 9600 8N1");
            return SerialLine.USUAL;
        }
    }

    private PrinterEntry printer(Fields fields) {
        String name = name(fields, "name");
        DeviceAddress address = address(fields);
        SerialLine line = line(fields);
        String model = fields.text("model").orElse("generic-80");
        LetterRules letters = letters(fields);
        fields.end();
        return new PrinterEntry(name, address, line, model, letters);
    }

    private static LetterRules letters(Fields fields) {
        String word = fields.text("letters").orElse("draw");
        if (!LETTERS.containsKey(word)) {
            fields.problem("letters", "\"" + word + "\" is none", "draw, substitute or strict");
        }
        return LETTERS.getOrDefault(word, LetterRules.USUAL);
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

    private void namesOnce(Fields root, List<ScannerEntry> scanners, List<PrinterEntry> printers) {
        Set<String> seen = new HashSet<>();
        for (ScannerEntry scanner : scanners) {
            nameOnce(root, "scanners", scanner.name(), seen);
        }
        for (PrinterEntry printer : printers) {
            nameOnce(root, "printers", printer.name(), seen);
        }
    }

    private void nameOnce(Fields root, String key, String name, Set<String> seen) {
        if (!name.isEmpty() && !seen.add(name)) {
            root.problem(key, "two devices are called \"" + name + "\"", "give each its own name");
        }
    }

    private ReceiptSettings receipts(Fields fields, String store) {
        String template = template(fields);
        boolean print = fields.truth("print", true);
        int columns = (int) fields.whole("columns", 48, 24, 96);
        Fields shop = optional(fields, "shop");
        Sign sign =
                new Sign(
                        shop.text("name").orElse(store),
                        shop.text("address").orElse(""),
                        shop.text("taxId").orElse(""),
                        install(fields));
        shop.end();
        Set<Slip> slips = slips(fields);
        fields.end();
        return new ReceiptSettings(template, print, new PaperStyle(sign, slips, columns));
    }

    private static String install(Fields fields) {
        String address = fields.text("install").orElse("");
        if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
            fields.problem(
                    "install",
                    "\"" + address + "\" is not an address that a phone could open",
                    "such as https://card.example/{member}");
        }
        return address;
    }

    /** All of them, unless the shop says which. */
    private static Set<Slip> slips(Fields fields) {
        Map<String, Slip> known = new LinkedHashMap<>();
        for (Slip slip : Slip.values()) {
            known.put(slip.word(), slip);
        }
        List<String> wanted = fields.texts("slips");
        for (String word : wanted) {
            if (!known.containsKey(word)) {
                fields.problem(
                        "slips",
                        "there is no slip called \"" + word + "\"",
                        "some of " + String.join(", ", known.keySet()) + ", or [] for none");
            }
        }
        known.keySet().removeIf(word -> fields.has("slips") && !wanted.contains(word));
        return Set.copyOf(known.values());
    }

    /**
     * A sale's template; a programme's alone, such as veska, is that of its sale. It need not be
     * here: the processor may deliver it.
     */
    private static String template(Fields fields) {
        String given = fields.text("template").orElse("");
        boolean whole = given.isEmpty() || SALE.matcher(given).matches();
        String name = whole ? given : given + "/sale";
        if (!name.isEmpty() && !SALE.matcher(name).matches()) {
            List<String> sales =
                    Templates.SAMPLES.stream().filter(n -> n.endsWith("/sale")).toList();
            fields.problem(
                    "template",
                    "\"" + given + "\" cannot be the name of a sale's template",
                    "such as "
                            + String.join(", ", sales)
                            + ", one that the processor delivers, or"
                            + " leave the line out");
        }
        return name;
    }

    private SalesSettings sales(Fields fields) {
        Duration limit = period(fields, "openLimit", Duration.ofMinutes(5), Duration.ofDays(1));
        long amount = fields.whole("maximumAmount", 10_000_000, 1, 1_000_000_000_000L);
        Duration keep = period(fields, "keep", Duration.ofDays(400), Duration.ofDays(3_660));
        fields.end();
        return new SalesSettings(limit, amount, keep);
    }

    private CashierSettings cashiers(Fields fields) {
        ApprovalRules usual = ApprovalRules.USUAL;
        ApprovalRules rules =
                new ApprovalRules(
                        approval(fields, "return", usual.giveBack()),
                        approval(fields, "foreignReturn", usual.foreign()),
                        approval(fields, "grant", usual.grant()));
        Cashiers.Limits limits =
                new Cashiers.Limits(
                        (int) fields.whole("tries", Cashiers.Limits.USUAL.tries(), 1, 100),
                        period(fields, "lock", Cashiers.Limits.USUAL.lock(), Duration.ofDays(1)));
        fields.end();
        return new CashierSettings(rules, limits);
    }

    private static Approval approval(Fields fields, String key, Approval otherwise) {
        Optional<String> word = fields.text(key);
        Optional<Approval> level = word.flatMap(Approval::of);
        if (word.isPresent() && level.isEmpty()) {
            fields.problem(
                    key,
                    "\"" + word.get() + "\" stands behind nothing",
                    "one of " + Approval.words());
        }
        return level.orElse(otherwise);
    }

    /** Whatever else a shop scans, our own receipts' codes are known. */
    private static List<Pattern> withOwn(List<Pattern> receipts) {
        List<Pattern> all = new ArrayList<>(receipts);
        all.add(CodeRules.SIGNED_SALE);
        return all;
    }

    private CodeSettings codes(Fields fields) {
        CodeRules usual = CodeRules.usual();
        List<CardRange> cards = new ArrayList<>();
        fields.each("cards", this::cardRange).forEach(range -> range.ifPresent(cards::add));
        List<String> countries = fields.texts("phoneCountries");
        for (String country : countries) {
            if (!country.matches("[1-9][0-9]{0,2}")) {
                String message = "\"" + country + "\" is no calling code";
                fields.problem("phoneCountries", message, "such as 7 or 375");
            }
        }
        List<Pattern> promos = patterns(fields, "promoCodes");
        List<Pattern> receipts = patterns(fields, "receipts");
        Map<String, PublicKey> issuers = issuers(fields);
        fields.end();
        try {
            CodeRules rules =
                    new CodeRules(
                            fields.has("cards") ? cards : usual.cards(),
                            fields.has("phoneCountries") ? countries : usual.phoneCountries(),
                            promos,
                            fields.has("receipts") ? withOwn(receipts) : usual.receipts());
            return new CodeSettings(rules, issuers);
        } catch (IllegalArgumentException e) {
            fields.problem("cards", String.valueOf(e.getMessage()), "");
            return new CodeSettings(usual, issuers);
        }
    }

    private Optional<CardRange> cardRange(Fields fields) {
        String prefix = fields.text("prefix").orElse("");
        String from = fields.text("from").orElse(prefix);
        String to = fields.text("to").orElse(from);
        String name = fields.text("name").orElse(from);
        int length = (int) fields.whole("length", 13, 1, 64);
        CheckDigit check = fields.choice("check", CheckDigit.GS1, CHECKS);
        fields.end();
        try {
            return Optional.of(new CardRange(name, from, to, length, check));
        } catch (IllegalArgumentException e) {
            fields.problem(String.valueOf(e.getMessage()), "such as {prefix: \"29\", length: 13}");
            return Optional.empty();
        }
    }

    private List<Pattern> patterns(Fields fields, String key) {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : fields.texts(key)) {
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                String message = "\"" + text + "\" is not a pattern: " + e.getDescription();
                fields.problem(key, message, "such as PROMO-[A-Z0-9]{4,12}");
            }
        }
        return patterns;
    }

    private Map<String, PublicKey> issuers(Fields fields) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        Optional<Fields> named = fields.mapping("issuers");
        for (String name : named.map(Fields::keys).orElse(Set.of())) {
            Fields issuers = named.orElseThrow();
            try {
                byte[] encoded = Base64.getDecoder().decode(issuers.requiredText(name));
                KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
                keys.put(name, ed25519.generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                issuers.problem(name, "not an Ed25519 public key", "X.509 form in Base64");
            }
        }
        return keys;
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
