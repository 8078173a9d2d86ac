package loyalty.terminal.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import loyalty.drivers.printer.Calibration;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.engine.Calculator;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.Node;
import loyalty.engine.grants.DueGrant;
import loyalty.engine.grants.Grants;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;
import loyalty.engine.reward.Grant;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.text.JsonText;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Shelf;
import loyalty.receipt.template.Templates;
import loyalty.terminal.commit.Cause;
import org.junit.jupiter.api.Test;

/** Every document that a register makes, from the engine's own answers, on paper. */
class DocumentsTest {
    private static final Instant NOW = Instant.parse("2025-10-08T12:00:00Z");

    /** Why a register that sells may stand on a lower step. */
    private static final List<String> CAUSES =
            Stream.of(Cause.values())
                    .filter(cause -> cause != Cause.NONE)
                    .filter(cause -> cause != Cause.NO_PACK && cause != Cause.NO_ROOM)
                    .map(Cause::word)
                    .toList();

    private final Receipts receipts = new Receipts(Templates.bundled(), "");
    private final Set<String> filled = new TreeSet<>();

    @Test
    void everyPlaceholderOfEveryTemplateIsFilledBySomeRealDocument() throws Exception {
        everything().forEach(document -> Placeholders.filled(document.data(), filled));
        for (String model : List.of("epson-tm-t20iii", "star-tsp654ii")) {
            PrinterProfile profile = Profiles.bundled().need(model);
            Placeholders.filled(Calibration.data(profile, "usb", 0, 9), filled);
        }
        for (String sample : Templates.SAMPLES) {
            String name = sample.replaceAll("-offline|-term|-copy", "");
            String source = Shelf.bundled().find(name + ".receipt").orElseThrow();
            assertThat(Placeholders.missing(source, filled)).as(name).isEmpty();
        }
    }

    @Test
    void everyDocumentLiesOnPaperWithoutAProblem() throws Exception {
        for (Document document : everything()) {
            for (Language language : Language.values()) {
                Page page = receipts.page(document, language, 32);
                assertThat(page.problems()).as(document.template()).isEmpty();
                assertThat(TextPaper.of(page)).as(document.template()).isNotBlank();
            }
        }
    }

    @Test
    void aReturnTellsWhatCameBackAndWhatThatDidToThePoints() throws Exception {
        String paper = paper(giveBack());
        assertThat(paper)
                .contains("В О З В Р А Т", "К чеку A-1", "Книга", "К ВОЗВРАТУ", "Возвращено баллов")
                .contains("Минск, ул. Лесная, 1", "Снято баллов", "Баланс");
        assertThat(paper(giveBack().copy())).contains("К О П И Я", "В О З В Р А Т", "Баланс");
    }

    @Test
    void aReturnWhoseBalanceNobodyKnowsAnyMoreSaysNone() throws Exception {
        assertThat(paper(giveBack("negative", false).copy()))
                .contains("К О П И Я", "Снято баллов")
                .doesNotContain("Баланс");
    }

    @Test
    void whateverIsPrintedCanBeWrittenDownAndReadAgain() throws Exception {
        for (Document document : everything()) {
            Node written = JsonText.read(JsonText.write(document.toNode()), "document");
            assertThat(Document.read(written)).isEqualTo(document);
        }
    }

    @Test
    void aNewcomerGetsTheCardTheGiftAndTheAddressToInstallIt() throws Exception {
        String paper = paper(enrolment());
        assertThat(paper).contains("Добро пожаловать!", "Ваша карта", "300 баллов", "Анна К.");
        assertThat(enrolment().data()).containsEntry("install", "https://card.example/m-1");
    }

    @Test
    void whoHasABirthdayIsGreetedWithTheGift() throws Exception {
        assertThat(paper(birthday()))
                .contains("С днём рождения!", "5 0 0   б а л л о в", "30 %", "Анна К.");
    }

    @Test
    void aTierReachedSaysWhatItGives() throws Exception {
        assertThat(paper(tierReached("letto", "12000.00")))
                .contains(
                        "Новый уровень!",
                        "S h o o t",
                        "5 %",
                        "20 %",
                        "200 баллов",
                        "До уровня Garden");
        assertThat(paper(tierReached("tanuki", "21000.00")))
                .contains("F r i e n d", "Скидка", "5 %");
    }

    @Test
    void aGuestIsToldWhatACardWouldHaveGiven() throws Exception {
        assertThat(paper(guest("tanuki"))).contains("вы сэкономили бы 29,61", "Станьте участником");
        assertThat(guest("korzinka").data()).containsEntry("wouldEarn", "4.93");
    }

    @Test
    void pointsForSomeGoodsOnlySayForWhich() throws Exception {
        assertThat(paper(askona())).contains("только диваны", "5 000 бонусов", "до 31.10.2025");
    }

    @Test
    void twoOfThreePacksAreTold() throws Exception {
        assertThat(paper(apteka())).contains("3 по цене 2", "2 из 3", "Ваш купон: −10 %");
    }

    @Test
    void whyPointsCannotBeUsedOfflineIsSaidInEveryLanguage() throws Exception {
        for (Language language : Language.values()) {
            Set<String> papers = new TreeSet<>();
            for (String cause : CAUSES) {
                papers.add(TextPaper.of(receipts.page(hindered(cause), language, 32)));
            }
            assertThat(papers).as(language.code()).hasSameSizeAs(CAUSES);
        }
        assertThat(words(hindered("noAnswer"))).contains("в пределах прав этой кассы");
        assertThat(words(hindered("earningOnly"))).contains("без связи они только начисляются");
        assertThat(words(hindered("termOver"))).contains("срок прав этой кассы истёк");
        assertThat(words(hindered("clockDoubtful"))).contains("время кассы не подтверждено");
        assertThat(words(hindered("tooMany"))).contains("слишком много списаний без связи");
        assertThat(words(hindered("tooOld"))).contains("данные о них устарели");
        assertThat(words(giveBack())).contains("срок прав этой кассы истёк");
        assertThat(words(alpinaOnline())).doesNotContain("Без связи", "нельзя");
    }

    /** On one line, wherever the paper is broken. */
    private String words(Document document) {
        return paper(document).replaceAll("\\s+", " ");
    }

    private static Document alpinaOnline() throws Exception {
        return documents(alpina()).sale(alpina().body(), Optional.empty());
    }

    private static Document hindered(String cause) throws Exception {
        String member = "{id: m-1, lots: [{id: l-1, points: \"900\"}]}";
        Sold sold = Sold.of("alpina", member, request("500.00", "0", "offline")).hindered(cause);
        return documents(sold).sale(sold.body(), Optional.empty());
    }

    private String paper(Document document) {
        return TextPaper.of(receipts.page(document, Language.RU, 48));
    }

    private List<Document> everything() throws Exception {
        List<Document> all = new ArrayList<>();
        for (String programme :
                List.of("alpina", "letto", "korzinka", "veska", "bask", "greenhouse", "you")) {
            all.add(sale(programme, "1990-10-08", "max", "9000.00"));
        }
        all.add(documents(alpina()).sale(alpina().body(), Optional.of("LX1.1KQ5V0N2")));
        all.add(documents(alpina()).sale(alpina().body(), Optional.of("LX1.1KQ5V0N2")).copy());
        all.add(korzinka());
        all.add(askona());
        all.add(apteka());
        all.add(letto());
        for (String cause : CAUSES) {
            all.add(hindered(cause));
        }
        all.add(friend("friend-25"));
        all.add(friend("gift-code"));
        all.add(divan());
        all.add(guest("tanuki"));
        all.add(guest("korzinka"));
        all.add(tierReached("letto", "12000.00"));
        all.add(tierReached("tanuki", "21000.00"));
        all.add(documents(veskaLifted()).sale(veskaLifted().body(), Optional.of("LX1.1KQ5V0N2")));
        all.add(giveBack());
        all.add(giveBack().copy());
        all.add(giveBack("withhold"));
        all.add(giveBack("negative", false));
        all.add(enrolment());
        all.add(birthday());
        all.add(shift());
        return all;
    }

    // ---- the documents
    // ---------------------------------------------------------------------------

    private static Documents documents(Sold sold) {
        return new Documents(sold.head(), Language.RU);
    }

    private static Document sale(String programme, String birthday, String redeem, String price)
            throws Exception {
        String member =
                """
                {id: m-1, name: Анна К., birthday: "%s", debt: "3", segments: [chronic], lots: [
                  {id: l-1, points: "700", expiresAt: "2025-10-20T00:00:00+03:00"},
                  {id: l-2, points: "50", source: birthday, expiresAt: "2025-10-19T00:00:00+03:00"},
                  {id: l-4, points: "5", activeFrom: "2025-10-11T00:00:00+03:00"},
                  {id: l-3, points: "60", source: welcome, activeFrom: "2025-10-12T00:00:00+03:00",
                   expiresAt: "2025-10-30T00:00:00+03:00"}]}"""
                        .formatted(birthday);
        Sold sold = Sold.of(programme, member, request(price, redeem, "offline"));
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    private static String request(String price, String redeem, String mode) {
        return """
                member: {code: "2900000000018"}
                basket: {receipt: A-1, lines: [
                  {id: "1", name: Книга, categories: [books], quantity: "2", price: "%s"}]}
                redeem: "%s"
                context: {at: "2025-10-08T15:00:00+03:00", cashier: "Ольга", mode: %s}
                """
                .formatted(price, redeem, mode);
    }

    private static Sold alpina() throws Exception {
        return Sold.of(
                "alpina",
                "{id: m-1, name: Анна К., joined: \"2025-10-08\", lots: ["
                        + "{id: l-1, points: \"900\", expiresAt: \"2025-12-01T00:00:00+03:00\"}]}",
                request("500.00", "max", "online"));
    }

    private static Sold veskaLifted() throws Exception {
        return Sold.of(
                "veska", "{id: m-1, joined: \"2025-10-08\"}", request("1500.00", "0", "online"));
    }

    private static Document korzinka() throws Exception {
        Sold sold =
                Sold.of(
                        "korzinka",
                        """
                        {id: m-1, counters: {purchases: [
                           {at: "2025-09-03T12:00:00+03:00", amount: "500.00"}]}, lots: [
                          {id: g1, points: "50.00", source: come-back, sale: g,
                           expiresAt: "2025-10-09T10:00:00+03:00"},
                          {id: g2, points: "50.00", source: come-back, sale: g,
                           expiresAt: "2025-10-10T10:00:00+03:00"}]}""",
                        request("100.00", "0", "online"));
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    private static Document askona() throws Exception {
        Sold sold =
                Sold.of(
                        "askona",
                        """
                        {id: m-1, lots: [
                          {id: l-1, points: "100", expiresAt: "2025-10-20T00:00:00+03:00"},
                          {id: l-2, points: "5000", source: sofas-5000,
                           expiresAt: "2025-11-01T00:00:00+03:00",
                           only: {categories: [furniture/sofas]}}]}""",
                        request("30000.00", "max", "online"));
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    private static Document apteka() throws Exception {
        Sold sold =
                Sold.of(
                                "apteka",
                                "{id: m-1, segments: [chronic]}",
                                request("649.00", "0", "online").replace("[books]", "[vitamins]"))
                        .issuing(
                                "{code: ZA-12, issuer: next-purchase-coupon, promotion:"
                                        + " next-purchase, transferable: false,"
                                        + " expiresAt: \"2025-11-08T00:00:00+03:00\"}");
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    private static Document letto() throws Exception {
        Sold sold =
                Sold.of(
                                "letto",
                                "{id: m-1, lots: [{id: l-1, points: \"1500\"}]}",
                                request("500.00", "0", "online"))
                        .issuing(
                                "{code: L-12, issuer: none, promotion: welcome-code, transferable:"
                                        + " false, expiresAt: \"2025-11-08T00:00:00+03:00\"}");
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    /** With a promotion of one figure, and with one of none. */
    private static Document friend(String opens) throws Exception {
        Sold sold = you(opens);
        return documents(sold).friendCode(sold.body()).orElseThrow();
    }

    private static Sold you(String promotion) throws Exception {
        return Sold.of("you", "{id: m-1}", request("100.00", "0", "online"))
                .issuing(
                        "{code: YOU-1, issuer: gift-code, promotion: %s, transferable: true, expiresAt: \"2025-11-08T00:00:00+03:00\"}"
                                .formatted(promotion));
    }

    private static Document divan() throws Exception {
        RulePack pack = Sold.pack("divan");
        Sold sold =
                Sold.of(
                        "divan",
                        "{id: m-1, lots: [{id: l-1, points: \"900\"}]}",
                        request("1000.00", "max", "online")
                                .replace("cashier:", "region: ural, cashier:")
                                .replace(
                                        "quantity: \"2\"",
                                        "quantity: \"2\", tillDiscount: \"100.00\""));
        assertThat(pack.settings().redeem().onDiscountedLines()).isFalse();
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    private static Document guest(String programme) throws Exception {
        String request =
                """
                basket: {receipt: A-1, lines: [{id: "1", name: Роллы, price: "987.00"}]}
                redeem: "0"
                context: {at: "2025-10-08T15:00:00+03:00", cashier: "Игорь"}
                """;
        Sold sold = Sold.toGuest(programme, request);
        return documents(sold).sale(sold.body(), Optional.of("LX1.1KQ5V0N2"));
    }

    private static Document tierReached(String programme, String price) throws Exception {
        Sold sold = Sold.of(programme, "{id: m-1}", request(price, "0", "online"));
        return documents(sold).tierReached(sold.body()).orElseThrow();
    }

    private static Document giveBack() throws Exception {
        return giveBack("negative");
    }

    /**
     * @param shortfall what the programme does about earned points that are spent already
     */
    private static Document giveBack(String shortfall) throws Exception {
        return giveBack(shortfall, true);
    }

    private static Document giveBack(String shortfall, boolean known) throws Exception {
        Sold sold = alpina();
        RulePack pack = Sold.pack("alpina", text -> text.replace("negative", shortfall));
        Calculator calculator = new Calculator(pack);
        QuoteRequest request = QuoteRequest.read(sold.body().request(), pack).orThrow();
        Member before = Member.read(sold.body().seen().orElseThrow(), pack).orThrow();
        Quote quote = calculator.quote(request, Optional.of(before));
        // Points that were earned are spent by the time the goods come back: a debt stays.
        Member after = before.apply(quote.effects("s-1")).withLots(List.of());
        SoldReceipt receipt = SoldReceipt.of("s-1", quote).asAsked(request, Optional.of(before));
        ReturnQuote back =
                new Returns(ReturnTerms.of(pack.settings()), calculator::cost)
                        .quote(
                                "r-1",
                                receipt,
                                Returned.NOTHING,
                                ReturnRequest.everything(receipt, Returned.NOTHING, NOW),
                                Optional.of(after));
        Holder holder =
                new Holder(
                        "m-1", "Анна К.", after.apply(back.effects()), NOW, true, NOW, "termOver");
        ReturnedSale of = new ReturnedSale("s-1", "A-1", (Node.Mapping) receipt.toNode(pack));
        return documents(sold)
                .giveBack(of, body(back, pack), Optional.of(holder).filter(h -> known));
    }

    private static ReturnBody body(ReturnQuote back, RulePack pack) {
        Node.Mapping quote = (Node.Mapping) back.toNode(pack);
        return new ReturnBody(
                "r-1",
                "B-7",
                "s-1",
                "2025-10-08",
                Optional.of("Ольга"),
                "s-1",
                List.of(),
                quote,
                quote,
                List.of(),
                List.of(),
                back.money().minor(),
                true,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Document enrolment() throws Exception {
        return documents(alpina())
                .enrolment(
                        holder("{id: m-1, name: Анна К.}", true),
                        Optional.of("2900000000018"),
                        due("{id: m-1}", Grant.Occasion.REGISTRATION));
    }

    private static Document birthday() throws Exception {
        String member = "{id: m-1, name: Анна К., birthday: \"1990-10-12\"}";
        return documents(alpina())
                .birthday(holder(member, false), due(member, Grant.Occasion.DUE))
                .orElseThrow();
    }

    private static Holder holder(String member, boolean offline) throws Exception {
        Member known = Member.read(Sold.yaml(member), Sold.pack("alpina")).orThrow();
        return new Holder("m-1", "Анна К.", known, NOW, offline, NOW, "noAnswer");
    }

    private static List<DueGrant> due(String member, Grant.Occasion occasion) throws Exception {
        RulePack pack = Sold.pack("alpina");
        Context context = new Context(NOW, "s-1", "", "2", "", "offline", Mode.ONLINE, "ru");
        Member known = Member.read(Sold.yaml(member), pack).orThrow();
        return new Grants(pack.settings(), pack.promotions()).due(known, context, occasion);
    }

    private static Document shift() throws Exception {
        ShiftFigures figures =
                new ShiftFigures(
                        318,
                        NOW.minusSeconds(36_000),
                        NOW,
                        "Анна",
                        List.of(
                                new ShiftFigures.Cashier("Анна", 3, 1, 53_000, 23_000, 40, 7, 60),
                                new ShiftFigures.Cashier("Игорь", 1, 1, 23_000, 23_000, 10, 0, 0)),
                        2,
                        1,
                        3,
                        1);
        return documents(alpina()).shift(figures);
    }

    @Test
    void theShiftReportCountsWhatTheProgrammeBrought() throws Exception {
        assertThat(paper(shift()))
                .contains("Смена 318", "50 %", "760,00", "230,00", "150,00", "53,3 %", "Упущено")
                .containsPattern("Игорь +100 %");
    }
}
