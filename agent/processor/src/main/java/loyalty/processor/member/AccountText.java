package loyalty.processor.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account.Bought;
import loyalty.processor.member.Account.Granted;
import loyalty.processor.member.Account.Inheritance;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.Transfer;
import loyalty.protocol.text.JsonText;

/**
 * Accounts and sales as they lie in the database: JSON, personal fields sealed under a key that is
 * not in the database. Thread-safe.
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
        return open(account).put("personal", texts(account.profile)).node();
    }

    /** Equal for two states of an account that say the same; nothing personal is in it. */
    public String fingerprint(Account account) {
        return JsonText.write(open(account).node());
    }

    Node.Mapping node(Account account) {
        Tree tree = open(account);
        if (!account.profile.isEmpty()) {
            tree.put("profile", key.seal(JsonText.write(texts(account.profile))));
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
                .put("lots", account.lots.values(), AccountText::lot)
                .put("grants", account.grants.entrySet(), AccountText::grant)
                .put("cancelled", account.cancelled, Tree::text)
                .put("waiting", account.waiting, Operation::toNode)
                .put("inheritance", account.inheritance, AccountText::inheritance)
                .put("inherited", account.inherited, Tree::text)
                .put("mergedFrom", account.mergedFrom, Tree::text)
                .put("consents", account.consents, Tree::text)
                .put("verified", account.verified)
                .putText("tier", account.tier)
                .putText("joined", account.joined.map(Instant::toString))
                .put("segments", account.segments, Tree::text)
                .put("computed", texts(account.computed))
                .put("lifetimeSpendMinor", account.lifetimeSpendMinor)
                .put("lifetimePurchases", account.lifetimePurchases)
                .put("purchases", account.purchases, AccountText::bought)
                .put("limitsUsed", limits(account.limitsUsed))
                .put("codesUsed", account.codesUsed, Tree::text)
                .put("codes", Tree.sequence(account.codes))
                .put("visits", counts(account.visits))
                .put("categories", counts(account.categories));
    }

    /** Reads what {@link #write} wrote; anything else is a damaged database. */
    public Account read(String text) {
        try {
            return read(JsonText.read(text, "member"));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a member's record is damaged", e);
        }
    }

    Account read(Node node) throws InvalidDocumentException {
        Fields fields = Fields.of(node, new ArrayList<>());
        Account account = new Account(fields.requiredText("id"));
        account.version = number(fields, "version");
        account.redirect = fields.text("redirect");
        account.erased = fields.truth("erased", false);
        account.debt = number(fields, "debt");
        fields.each("lots", AccountText::lot).forEach(lot -> account.lots.put(lot.id, lot));
        fields.each("grants", f -> readGrant(f, account));
        account.cancelled.addAll(fields.texts("cancelled"));
        for (Node operation : fields.sequence("waiting")) {
            account.waiting.add(Operation.read(operation));
        }
        account.inheritance.addAll(fields.each("inheritance", AccountText::inheritance));
        account.inherited.addAll(fields.texts("inherited"));
        account.mergedFrom.addAll(fields.texts("mergedFrom"));
        facts(fields, account);
        fields.text("profile").ifPresent(cipher -> profile(cipher, account));
        fields.throwIfInvalid();
        account.check();
        return account;
    }

    private static void facts(Fields fields, Account account) {
        account.consents.addAll(fields.texts("consents"));
        account.verified = fields.truth("verified", false);
        account.tier = fields.text("tier");
        account.joined = time(fields, "joined");
        account.segments.addAll(fields.texts("segments"));
        fields.mapping("computed").ifPresent(f -> readTexts(f, account.computed));
        account.lifetimeSpendMinor = number(fields, "lifetimeSpendMinor");
        account.lifetimePurchases = number(fields, "lifetimePurchases");
        account.purchases.addAll(fields.each("purchases", AccountText::bought));
        fields.mapping("limitsUsed").ifPresent(f -> readLimits(f, account));
        account.codesUsed.addAll(fields.texts("codesUsed"));
        fields.each("codes", f -> account.codes.add((Node.Mapping) f.node()));
        fields.mapping("visits").ifPresent(f -> readCounts(f, account.visits));
        fields.mapping("categories").ifPresent(f -> readCounts(f, account.categories));
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
            readTexts(
                    Fields.of(JsonText.read(open, "profile"), new ArrayList<>()), account.profile);
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a member's profile is damaged", e);
        }
    }

    private static Node.Mapping lot(Lot lot) {
        Tree tree =
                Tree.mapping()
                        .put("id", lot.id)
                        .put("source", lot.source)
                        .putText("promotion", lot.promotion)
                        .putText("activeFrom", lot.activeFrom.map(Instant::toString))
                        .putText("expiresAt", lot.expiresAt.map(Instant::toString));
        lot.only.ifPresent(only -> tree.put("only", only));
        if (!lot.sale.isEmpty()) {
            tree.put("sale", lot.sale);
        }
        if (!lot.prolongations.isEmpty()) {
            Tree ends = Tree.mapping();
            lot.prolongations.forEach((sale, end) -> ends.put(sale, end.toString()));
            tree.put("prolongations", ends.node());
        }
        put(tree, "granted", lot.granted);
        put(tree, "restored", lot.restored);
        put(tree, "covered", lot.covered);
        put(tree, "spent", lot.spent);
        put(tree, "taken", lot.taken);
        put(tree, "claim", lot.claim);
        put(tree, "free", lot.free);
        return tree.put("rights", lot.rights.entrySet(), AccountText::right)
                .put("holds", lot.holds.entrySet(), AccountText::hold)
                .put("transfers", lot.transfers.values(), Transfer::toNode)
                .put("transfersTold", lot.transfersTold, id -> Tree.text(id.toString()))
                .node();
    }

    private static void put(Tree tree, String key, long value) {
        if (value != 0) {
            tree.put(key, value);
        }
    }

    private static Lot lot(Fields fields) {
        Lot lot =
                new Lot(
                        fields.requiredText("id"),
                        fields.requiredText("source"),
                        fields.text("promotion"),
                        time(fields, "activeFrom"),
                        time(fields, "expiresAt"),
                        fields.any("only").map(Node.Mapping.class::cast));
        lot.sale = fields.text("sale").orElse("");
        fields.mapping("prolongations")
                .ifPresent(
                        ends ->
                                ends.keys()
                                        .forEach(
                                                sale ->
                                                        time(ends, sale)
                                                                .ifPresent(
                                                                        end ->
                                                                                lot.prolongations
                                                                                        .put(
                                                                                                sale,
                                                                                                end))));
        lot.granted = number(fields, "granted");
        lot.restored = number(fields, "restored");
        lot.covered = number(fields, "covered");
        lot.spent = number(fields, "spent");
        lot.taken = number(fields, "taken");
        lot.claim = number(fields, "claim");
        lot.free = number(fields, "free");
        fields.each("rights", f -> readRight(f, lot));
        fields.each("holds", f -> readHold(f, lot));
        fields.each("transfers", Transfer::read).forEach(t -> lot.transfers.put(t.id(), t));
        fields.texts("transfersTold").forEach(id -> lot.transfersTold.add(UUID.fromString(id)));
        return lot;
    }

    private static Node right(Map.Entry<Holder, Right> entry) {
        Right right = entry.getValue();
        Tree tree = holder(entry.getKey());
        put(tree, "granted", right.granted);
        put(tree, "in", right.in);
        put(tree, "spent", right.spent);
        put(tree, "returned", right.returned);
        put(tree, "out", right.out);
        put(tree, "released", right.released);
        return tree.put("recalled", right.recalled).node();
    }

    private static Right readRight(Fields fields, Lot lot) {
        Right right = lot.right(Holder.read(fields));
        right.granted = number(fields, "granted");
        right.in = number(fields, "in");
        right.spent = number(fields, "spent");
        right.returned = number(fields, "returned");
        right.out = number(fields, "out");
        right.released = number(fields, "released");
        right.recalled = fields.truth("recalled", false);
        return right;
    }

    private static Node hold(Map.Entry<String, Hold> entry) {
        Hold hold = entry.getValue();
        return holder(hold.holder())
                .put("sale", entry.getKey())
                .put("points", hold.points())
                .putText("until", hold.until().map(Instant::toString))
                .put("confirmed", hold.confirmed())
                .node();
    }

    private static Hold readHold(Fields fields, Lot lot) {
        Hold hold =
                new Hold(
                        Holder.read(fields),
                        number(fields, "points"),
                        time(fields, "until"),
                        fields.truth("confirmed", false));
        lot.holds.put(fields.requiredText("sale"), hold);
        return hold;
    }

    private static Tree holder(Holder holder) {
        return Tree.mapping()
                .put("register", holder.register())
                .put("incarnation", holder.incarnation());
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
                        time(fields, "at").orElse(Instant.EPOCH),
                        fields.texts("lots"));
        account.grants.put(fields.requiredText("id"), granted);
        return granted;
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
                time(fields, "at").orElse(Instant.EPOCH),
                number(fields, "amountMinor"));
    }

    /** A sale as it lies in the database. */
    public static String write(SoldSale sale) {
        return JsonText.write(
                holder(sale.holder)
                        .put("id", sale.id)
                        .put("store", sale.store)
                        .put("at", sale.at.toString())
                        .put("pack", sale.pack)
                        .put("sold", sale.sold)
                        .put("spent", sale.spent, LotPoints::toNode)
                        .put("created", sale.created, LotPoints::toNode)
                        .put("paidMinor", sale.paidMinor)
                        .put("restored", counts(sale.restored))
                        .put("taken", counts(sale.taken))
                        .put("back", texts(sale.back))
                        .put("returns", sale.returns, Tree::text)
                        .put("refundedMinor", sale.refundedMinor)
                        .node());
    }

    /** Reads what {@link #write(SoldSale)} wrote. */
    public static SoldSale readSale(String text) {
        try {
            Fields fields = Fields.of(JsonText.read(text, "sale"), new ArrayList<>());
            SoldSale sale =
                    new SoldSale(
                            fields.requiredText("id"),
                            Holder.read(fields),
                            fields.text("store").orElse(""),
                            time(fields, "at").orElse(Instant.EPOCH),
                            fields.text("pack").orElse(""),
                            (Node.Mapping) fields.requiredAny("sold").orElseThrow(),
                            fields.each("spent", LotPoints::read),
                            fields.each("created", LotPoints::read),
                            number(fields, "paidMinor"));
            fields.mapping("restored").ifPresent(f -> readCounts(f, sale.restored));
            fields.mapping("taken").ifPresent(f -> readCounts(f, sale.taken));
            fields.mapping("back").ifPresent(f -> readTexts(f, sale.back));
            sale.returns.addAll(fields.texts("returns"));
            sale.refundedMinor = number(fields, "refundedMinor");
            fields.throwIfInvalid();
            return sale;
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a sale's record is damaged", e);
        }
    }

    private static Node.Mapping texts(Map<String, String> values) {
        Tree tree = Tree.mapping();
        values.forEach(tree::put);
        return tree.node();
    }

    private static Node.Mapping counts(Map<String, Long> values) {
        Tree tree = Tree.mapping();
        values.forEach(tree::put);
        return tree.node();
    }

    private static Node.Mapping limits(Map<String, Map<String, Long>> limits) {
        Tree tree = Tree.mapping();
        limits.forEach((promotion, uses) -> tree.put(promotion, counts(uses)));
        return tree.node();
    }

    private static void readLimits(Fields fields, Account account) {
        for (String promotion : fields.keys()) {
            fields.mapping(promotion)
                    .ifPresent(
                            uses -> {
                                Map<String, Long> counts = new TreeMap<>();
                                readCounts(uses, counts);
                                account.limitsUsed.put(promotion, counts);
                            });
        }
    }

    private static void readTexts(Fields fields, Map<String, String> into) {
        for (String key : fields.keys()) {
            fields.text(key).ifPresent(value -> into.put(key, value));
        }
    }

    private static void readCounts(Fields fields, Map<String, Long> into) {
        for (String key : fields.keys()) {
            into.put(key, number(fields, key));
        }
    }

    private static Optional<Instant> time(Fields fields, String key) {
        return fields.text(key).map(Instant::parse);
    }

    private static long number(Fields fields, String key) {
        return fields.whole(key, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
