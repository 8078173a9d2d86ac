package loyalty.processor.member;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account.Bought;
import loyalty.processor.member.Account.Granted;
import loyalty.processor.member.Account.Inheritance;
import loyalty.processor.member.Account.Told;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.text.JsonText;

/**
 * Accounts as they lie in the database: JSON, personal fields sealed under a key that is not in the
 * database. Thread-safe.
 */
public final class AccountText {
    private final PersonalKey key;

    public AccountText(PersonalKey key) {
        this.key = key;
    }

    public String write(Account account) {
        return JsonText.write(node(account));
    }

    /** Everything kept of one person, open, for the person's own eyes. */
    public Node.Mapping export(Account account) {
        return open(account).put("personal", Shapes.texts(account.profile)).node();
    }

    /** Equal for two states of an account that say the same; nothing personal is in it. */
    public String fingerprint(Account account) {
        return JsonText.write(open(account).node());
    }

    Node.Mapping node(Account account) {
        Tree tree = open(account);
        if (!account.profile.isEmpty()) {
            tree.put("profile", key.seal(JsonText.write(Shapes.texts(account.profile))));
        }
        return tree.node();
    }

    private static Tree open(Account account) {
        return Tree.mapping()
                .put("id", account.id)
                .put("version", account.version)
                .putText("redirect", account.redirect)
                .put("erased", account.erased)
                .put("debt", account.debt)
                .put("lots", account.lots.values(), LotText::write)
                .put("grants", account.grants.entrySet(), AccountText::grant)
                .put("cancelled", account.cancelled, Tree::text)
                .put("waiting", account.waiting, Operation::toNode)
                .put("told", account.told, AccountText::told)
                .put("inheritance", account.inheritance, AccountText::inheritance)
                .put("inherited", account.inherited, Tree::text)
                .put("mergedFrom", account.mergedFrom, Tree::text)
                .put("consents", account.consents, Tree::text)
                .put("verified", account.verified)
                .putText("tier", account.tier)
                .putText("joined", account.joined.map(Instant::toString))
                .put("segments", account.segments, Tree::text)
                .put("computed", Shapes.texts(account.computed))
                .put("lifetimeSpendMinor", account.lifetimeSpendMinor)
                .put("lifetimePurchases", account.lifetimePurchases)
                .put("purchases", account.purchases, AccountText::bought)
                .put("limitsUsed", limits(account.limitsUsed))
                .put("codesUsed", account.codesUsed, Tree::text)
                .put("codes", Tree.sequence(account.codes))
                .put("visits", Shapes.counts(account.visits))
                .put("categories", Shapes.counts(account.categories));
    }

    /** Reads what {@link #write} wrote; anything else is a damaged database. */
    public Account read(String text) {
        try {
            return read(JsonText.bare(text.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a member's record is damaged", e);
        }
    }

    Account read(Node node) throws InvalidDocumentException {
        Fields fields = Fields.of(node, new ArrayList<>());
        Account account = new Account(fields.requiredText("id"));
        account.version = Shapes.number(fields, "version");
        account.redirect = fields.text("redirect");
        account.erased = fields.truth("erased", false);
        account.debt = Shapes.number(fields, "debt");
        fields.each("lots", LotText::read).forEach(lot -> account.lots.put(lot.id, lot));
        fields.each("grants", f -> readGrant(f, account));
        account.cancelled.addAll(fields.texts("cancelled"));
        for (Node operation : fields.sequence("waiting")) {
            account.waiting.add(Operation.read(operation));
        }
        account.told.addAll(fields.each("told", AccountText::told));
        account.inheritance.addAll(fields.each("inheritance", AccountText::inheritance));
        account.inherited.addAll(fields.texts("inherited"));
        account.mergedFrom.addAll(fields.texts("mergedFrom"));
        facts(fields, account);
        fields.text("profile").ifPresent(cipher -> profile(cipher, account));
        fields.throwIfInvalid();
        account.check();
        account.read();
        return account;
    }

    private static void facts(Fields fields, Account account) {
        account.consents.addAll(fields.texts("consents"));
        account.verified = fields.truth("verified", false);
        account.tier = fields.text("tier");
        account.joined = Shapes.time(fields, "joined");
        account.segments.addAll(fields.texts("segments"));
        fields.mapping("computed").ifPresent(f -> Shapes.readTexts(f, account.computed));
        account.lifetimeSpendMinor = Shapes.number(fields, "lifetimeSpendMinor");
        account.lifetimePurchases = Shapes.number(fields, "lifetimePurchases");
        account.purchases.addAll(fields.each("purchases", AccountText::bought));
        fields.mapping("limitsUsed").ifPresent(f -> readLimits(f, account));
        account.codesUsed.addAll(fields.texts("codesUsed"));
        fields.each("codes", f -> account.codes.add((Node.Mapping) f.node()));
        fields.mapping("visits").ifPresent(f -> Shapes.readCounts(f, account.visits));
        fields.mapping("categories").ifPresent(f -> Shapes.readCounts(f, account.categories));
    }

    /** A key that is not the one that sealed it leaves the profile empty rather than lost. */
    private void profile(String cipher, Account account) {
        String open =
                key.open(cipher)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "personal fields were sealed under another key:"
                                                        + " restore the key file"));
        try {
            Shapes.readTexts(
                    Fields.of(JsonText.read(open, "profile"), new ArrayList<>()), account.profile);
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a member's profile is damaged", e);
        }
    }

    private static Node grant(Map.Entry<String, Granted> entry) {
        return Tree.mapping()
                .put("id", entry.getKey())
                .put("promotion", entry.getValue().promotion())
                .put("period", entry.getValue().period())
                .put("at", entry.getValue().at().toString())
                .put("lots", entry.getValue().lots(), Tree::text)
                .node();
    }

    private static Granted readGrant(Fields fields, Account account) {
        Granted granted =
                new Granted(
                        fields.requiredText("promotion"),
                        fields.text("period").orElse(""),
                        Shapes.time(fields, "at").orElse(Instant.EPOCH),
                        fields.texts("lots"));
        account.grants.put(fields.requiredText("id"), granted);
        return granted;
    }

    private static Node told(Told told) {
        return Shapes.holder(told.holder())
                .put("lot", told.lot())
                .put("granted", told.granted())
                .node();
    }

    private static Told told(Fields fields) {
        return new Told(
                Holder.read(fields), fields.requiredText("lot"), Shapes.number(fields, "granted"));
    }

    private static Node inheritance(Inheritance inheritance) {
        Tree tree = Tree.mapping().put("id", inheritance.id());
        inheritance.estate().ifPresent(estate -> tree.put("estate", estate));
        inheritance.operation().ifPresent(op -> tree.put("operation", op.toNode()));
        return tree.node();
    }

    private static Inheritance inheritance(Fields fields) {
        return new Inheritance(
                fields.requiredText("id"),
                fields.any("estate").map(Node.Mapping.class::cast),
                fields.mapping("operation").map(Operation::read));
    }

    private static Node bought(Bought bought) {
        return Tree.mapping()
                .put("sale", bought.sale())
                .put("at", bought.at().toString())
                .put("amountMinor", bought.amountMinor())
                .node();
    }

    private static Bought bought(Fields fields) {
        return new Bought(
                fields.text("sale").orElse(""),
                Shapes.time(fields, "at").orElse(Instant.EPOCH),
                Shapes.number(fields, "amountMinor"));
    }

    private static Node.Mapping limits(Map<String, Map<String, Long>> limits) {
        Tree tree = Tree.mapping();
        limits.forEach((promotion, uses) -> tree.put(promotion, Shapes.counts(uses)));
        return tree.node();
    }

    private static void readLimits(Fields fields, Account account) {
        for (String promotion : fields.keys()) {
            fields.mapping(promotion)
                    .ifPresent(
                            uses -> {
                                Map<String, Long> counts = new TreeMap<>();
                                Shapes.readCounts(uses, counts);
                                account.limitsUsed.put(promotion, counts);
                            });
        }
    }
}
