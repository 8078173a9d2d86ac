package loyalty.terminal.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.terminal.api.Cashiers;
import loyalty.terminal.checkout.Approval;
import loyalty.terminal.checkout.ApprovalRules;

/** Reads {@code agent.yaml}, part by part, and collects what is wrong with it. */
final class SettingsReader {
    private static final List<String> LANGUAGES = List.of("ru", "en", "be", "kk");

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
        ConnectionPart connections = new ConnectionPart(this::beside);
        ProcessorSettings processor = connections.processor(optional(root, "processor"));
        HttpSettings http = ConnectionPart.http(optional(root, "http"));
        List<ScannerEntry> scanners = root.each("scanners", DevicePart::scanner);
        List<PrinterEntry> printers = root.each("printers", DevicePart::printer);
        DevicePart.namesOnce(root, scanners, printers);
        ReceiptSettings receipts = receipts(root, register.store());
        SalesSettings sales = sales(optional(root, "sales"));
        CashierSettings cashiers = cashiers(optional(root, "cashiers"));
        CodeSettings codes = CodePart.read(optional(root, "codes"));
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

    private static RegisterSettings register(Fields fields) {
        String name = Values.name(fields, "name");
        String store = Values.name(fields, "store");
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

    private ReceiptSettings receipts(Fields root, String store) {
        Fields fields = optional(root, "receipts");
        return ReceiptPart.read(fields, optional(fields, "shop"), store);
    }

    private static SalesSettings sales(Fields fields) {
        Duration limit =
                Values.period(fields, "openLimit", Duration.ofMinutes(5), Duration.ofDays(1));
        long amount = fields.whole("maximumAmount", 10_000_000, 1, 1_000_000_000_000L);
        Duration keep = Values.period(fields, "keep", Duration.ofDays(400), Duration.ofDays(3_660));
        fields.end();
        return new SalesSettings(limit, amount, keep);
    }

    private static CashierSettings cashiers(Fields fields) {
        ApprovalRules usual = ApprovalRules.USUAL;
        ApprovalRules rules =
                new ApprovalRules(
                        approval(fields, "return", usual.giveBack()),
                        approval(fields, "foreignReturn", usual.foreign()),
                        approval(fields, "grant", usual.grant()));
        Cashiers.Limits limits =
                new Cashiers.Limits(
                        (int) fields.whole("tries", Cashiers.Limits.USUAL.tries(), 1, 100),
                        Values.period(
                                fields, "lock", Cashiers.Limits.USUAL.lock(), Duration.ofDays(1)));
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

    private Path beside(String path) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    }
}
