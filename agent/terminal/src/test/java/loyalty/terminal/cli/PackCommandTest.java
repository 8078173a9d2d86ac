package loyalty.terminal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.quote.Total;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.commit.Drafts;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pack check|diff|replay} as typed. */
class PackCommandTest {
    private static final Path VESKA = Path.of("..", "..", "config", "programmes", "veska.yaml");

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        var line = Main.commandLine("pack");
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(errors, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "pack";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aSoundPackIsFineAndHasItsIdentity() {
        assertThat(run("check", VESKA.toString())).isZero();
        assertThat(out.toString())
                .contains("veska.yaml is fine: veska, 2 promotions, sha256:")
                .doesNotContain("warning");
    }

    @Test
    void everyMistakeIsToldWithFileLinePathAndHint() throws IOException {
        String pack =
                """
                programme: test
                currency: RUP
                zone: Europe/Moscow
                promotions:
                  - id: a
                    groop: x
                    reward: {nForM: {n: 3, m: 3}}
                """;
        String file = file("bad.yaml", pack);
        assertThat(run("check", file)).isEqualTo(1);
        assertThat(errors.toString().lines())
                .containsExactlyInAnyOrder(
                        file
                                + ":2:11: currency: unknown currency RUP (write a code as RUB, BYN, KZT)",
                        file
                                + ":7:31: promotions[0].reward.nForM.m: is not below n, so nothing is"
                                + " free (for 3 for 2 write n: 3, m: 2)",
                        file + ":6:12: promotions[0].groop: unknown key (did you mean group?)");
    }

    @Test
    void aWarningHasFileLinePathAndHintToo() throws IOException {
        String pack =
                """
                programme: test
                currency: RUB
                zone: Europe/Moscow
                promotions:
                  - id: a
                    till: 2026-11-25
                    when: {segments: {any: [x], none: [x]}}
                    reward: {percentOff: {percent: 5%}}
                """;
        String file = file("odd.yaml", pack);
        assertThat(run("check", "--at", "2026-11-25T00:00:00Z", file)).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "warning: "
                                + file
                                + ":7:22: promotions[0].when.segments: a never applies: it asks for a"
                                + " segment that it also forbids (take it out of any and all, or out"
                                + " of none)",
                        "warning: "
                                + file
                                + ":6:11: promotions[0].till: a ended on 2026-11-25T00:00:00+03:00 and"
                                + " never applies again (move till, or leave the promotion out)");
    }

    @Test
    void aPackThatSaysTheSameInOtherWordsIsNoDifference() throws IOException {
        String same = "# another comment\n" + Files.readString(VESKA);
        assertThat(run("diff", VESKA.toString(), file("same.yaml", same))).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("They say the same.");
    }

    @Test
    void whatChangedIsSaidInWords() throws IOException {
        String changed =
                Files.readString(VESKA)
                                .replace("cap: 70%", "cap: 50%")
                                .replace(
                                        "name: Gold, from: \"1000\", earn: 10%",
                                        "name: Gold, from: \"1000\", earn: 12%")
                                .replace("percent: 30%", "amount: \"1.00\"")
                                .replace(
                                        "target: {categories: [pastry]}",
                                        "target: {categories: [pastry, fruit]}")
                                .replace("tiers: [Standart, Gold]", "tiers: [Gold]")
                                .replaceAll("(?s)  maxAge: PT24H\n", "")
                        + """
                  - {id: tea, reward: {percentOff: {percent: 5%}}}
                """;
        assertThat(run("diff", VESKA.toString(), file("new.yaml", changed)))
                .isEqualTo(PackCommand.DIFFERENT);
        assertThat(out.toString().lines())
                .containsExactlyInAnyOrder(
                        "tiers.levels.Gold.earn was 10%, is now 12%",
                        "redeem.cap was 70%, is now 50%",
                        "offline.maxAge is gone; it was PT24H",
                        "coffee-cake: reward.combo.amount is new: 1.00",
                        "coffee-cake: reward.combo.percent is gone; it was 30%",
                        "coffee-cake: reward.combo.target.categories also fruit",
                        "level-up: when.tiers no longer Standart",
                        "promotion tea is new: {id: tea, reward: {percentOff: {percent: 5%}}}");
    }

    // Replay

    /** One eclair with a coffee: 5.00 less 30 % and 6.00; a newcomer earns 5 % of 9.50. */
    private static final String REQUEST =
            """
            {"basket": {"lines": [
               {"id": "1", "sku": "latte", "categories": ["drinks/coffee"], "price": "6.00"},
               {"id": "2", "sku": "eclair", "categories": ["pastry"], "price": "5.00"}]},
             "redeem": "0", "context": {"at": "2026-11-25T12:30:00+03:00", "store": "msk-1"}}
            """;

    private void sell(int receipts) throws Exception {
        RulePack pack = RulePack.read(YamlText.read(VESKA)).orThrow();
        Node.Mapping request = (Node.Mapping) JsonText.read(REQUEST, "request");
        Member member = Member.newcomer("m-1");
        Quote quote =
                new Calculator(pack)
                        .quote(QuoteRequest.read(request, pack).orThrow(), Optional.of(member));
        try (Ledger ledger =
                Ledger.open(
                        LedgerSetup.of(
                                folder.resolve("home"),
                                "msk-1-02",
                                "1",
                                new PersonalKey(new byte[32])))) {
            for (int i = 1; i <= receipts; i++) {
                SaleDraft draft =
                        sold(ledger, "A-" + i, request, (Node.Mapping) member.toNode(pack), quote);
                ledger.open(draft, Drafts.request("open " + i));
                ledger.printing(draft.id());
                ledger.confirm(draft.id(), Drafts.request("confirm " + i), Optional.empty());
            }
        }
    }

    /** A sale as the engine answered it, with nothing paid in points. */
    private static SaleDraft sold(
            Ledger ledger, String number, Node.Mapping request, Node.Mapping member, Quote quote) {
        SaleDraft draft = Drafts.sale(ledger, number);
        SaleBody bare = draft.body();
        Total total = quote.total();
        SaleBody body =
                new SaleBody(
                        bare.sale(),
                        number,
                        bare.store(),
                        bare.businessDay(),
                        bare.cashier(),
                        request,
                        (Node.Mapping) quote.toNode(),
                        bare.sold(),
                        Optional.of(member),
                        bare.seenVersion(),
                        List.of(),
                        quote.created().stream().map(PackCommandTest::lot).toList(),
                        List.of(),
                        new SaleBody.Money(
                                total.base().minor(),
                                total.discount().minor(),
                                0,
                                total.due().minor()),
                        List.of(),
                        List.of(),
                        List.of());
        return new SaleDraft(
                draft.id(),
                draft.operation(),
                draft.member(),
                draft.receipt(),
                body,
                quote.pack(),
                false,
                draft.figures());
    }

    private static LotGrant lot(CreatedLot lot) {
        return new LotGrant(
                lot.idIn("sale"),
                lot.source(),
                Optional.empty(),
                lot.points().units(),
                lot.activeFrom(),
                lot.expiresAt(),
                Optional.empty());
    }

    private int replay(String pack, String... more) {
        List<String> words = new ArrayList<>(List.of("replay", "--config"));
        words.add(Path.of("..", "..", "config", "agent.yaml").toString());
        words.addAll(List.of("--home", folder.resolve("home").toString(), pack));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void theSamePackWouldHaveChangedNothing() throws Exception {
        sell(2);
        assertThat(replay(VESKA.toString())).as(errors.toString()).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("2 receipts, 0 would differ");
    }

    /**
     * 40 % off the eclair is 2.00, not 1.50; 5 % of 9.00 are 45 points, not 47 (9.50: 47.5). The
     * margin loses 0.50 and wins the two points, a kopeck each.
     */
    @Test
    void whatAnotherPackWouldHaveChangedIsToldInMoneyPointsAndMargin() throws Exception {
        sell(2);
        String other = Files.readString(VESKA).replace("percent: 30%", "percent: 40%");
        assertThat(replay(file("other.yaml", other))).isEqualTo(PackCommand.DIFFERENT);
        String one =
                "discount +0.50 BYN, redeemed 0.00 BYN, due -0.50 BYN, points -2, margin -0.48 BYN";
        String all =
                "discount +1.00 BYN, redeemed 0.00 BYN, due -1.00 BYN, points -4, margin -0.96 BYN";
        assertThat(out.toString().lines())
                .containsExactly(
                        "A-1: " + one, "A-2: " + one, "2 receipts, 2 would differ: " + all);
    }

    @Test
    void aScriptReadsTheSameAsJson() throws Exception {
        sell(1);
        String other = Files.readString(VESKA).replace("percent: 30%", "percent: 40%");
        assertThat(replay(file("other.yaml", other), "--json")).isEqualTo(PackCommand.DIFFERENT);
        assertThat(out.toString().strip().replace(" ", ""))
                .contains(
                        "\"receipt\":\"A-1\",\"currency\":\"BYN\",\"discount\":\"0.50\"",
                        "\"due\":\"-0.50\",\"points\":\"-2\",\"margin\":\"-0.48\"");
    }

    @Test
    void withoutALedgerThatIsToldInASentence() {
        assertThat(replay(VESKA.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("there is no ledger in");
    }
}
