package loyalty.acceptance.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.Register;
import loyalty.drivers.paper.Paper;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.PtyWire;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of paper comes out of the printer when its call is made, and says what it should. */
class EveryPaperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PACK =
            """
            programme: veska
            title: VЁSKA Club
            currency: BYN
            zone: Europe/Minsk
            points: {scale: 0, value: "0.01", names: {ru: [балл, балла, баллов]}}
            tiers:
              by: spend
              window: lifetime
              levels:
                - {name: Standart, from: "0", earn: 5%}
                - {name: Gold, from: "1000", earn: 10%}
            earn: {on: paid, lot: {active: now, expires: P6M}}
            redeem: {cap: 70%}
            offline: {policy: escrow}
            codeKey: example-key-000001
            promotions:
              - id: welcome
                reward: {grant: {points: "300", on: registration}}
                lot: {active: now, expires: P7D}
              - id: birthday
                when: {birthday: {before: P14D, after: P1D}}
                reward: {grant: {points: "500", on: due}}
                lot: {active: now, expires: P14D}
              - id: gift-code
                when: {basket: {minAmount: "900"}}
                reward: {issueCode: {promotion: friend-25, transferable: yes, expires: P1M}}
              - id: friend-25
                when: {code: {kind: derived}}
                reward: {percentOff: {percent: 25%}}
            """;

    @TempDir private Path home;
    private final BlockingQueue<Paper.Receipt> papers = new LinkedBlockingQueue<>();
    private final List<String> keys = new ArrayList<>();
    private Calls calls;

    @Test
    void everyKindOfPaperComesOutOfThePrinterWhenItsCallIsMade() throws Exception {
        Path pack = Files.writeString(home.resolve("pack.yaml"), PACK);
        Path members = Files.writeString(home.resolve("members.csv"), members());
        try (PrinterSimulator printer =
                        PrinterSimulator.start(
                                PtyWire.open(home.resolve("printer")),
                                PrinterMachine.Model.EPSON_80);
                CentralOffice office =
                        CentralOffice.open(home.resolve("processor"), pack, members);
                Register register = register(office, printer, pack)) {
            printer.onReceipt(papers::add);
            calls = register.calls();
            calls.until("/v1/status", answer -> answer.at("members").equals("1"), PATIENCE);
            aNewcomersCard();
            aBirthdaysGreeting();
            aSaleThatLiftsToATierAndGivesACodeForAFriend();
            everyFormOfASaleComesFromTheCommand(register);
            aCopy();
            aReturnAndItsCopy();
            nothingWhereTheCallerSaysSo();
            aSaleWithoutTheProcessor(office);
            theShiftsReport();
            assertThat(papers).isEmpty();
        }
    }

    private static String members() {
        LocalDate tomorrow = LocalDate.now(ZoneId.systemDefault()).plusDays(1).withYear(1990);
        return "phone,card,name,birthday\n+375291234567,2900000000018,Анна Короткевич,"
                + tomorrow
                + "\n";
    }

    private Register register(CentralOffice office, PrinterSimulator printer, Path pack)
            throws Exception {
        String devices =
                """
                receipts:
                  shop: {name: VЁSKA, address: "Минск, ул. Лесная, 1", taxId: "192300777"}
                  install: https://card.example/{member}
                printers:
                  - {name: receipt, address: "%s", model: epson-tm-t20iii}
                """
                        .formatted(printer.address());
        Register.Setup setup =
                new Register.Setup(
                        home.resolve("agent"), "v-1-01", "v-1", pack, office.address(), devices);
        return Register.open(setup, office.enrolmentCode("v-1-01", "v-1"));
    }

    private void aNewcomersCard() throws Exception {
        post(
                "/v1/members",
                "{\"phone\": \"+375291112233\", \"name\": \"{cut} Пётр\", \"card\":"
                        + " \"2900000000025\", \"consents\": [\"personal-data\"]}");
        paper("Добро пожаловать!", "{cut}", "2900000000025", "Подарок новичку", "300 баллов");
    }

    private void aBirthdaysGreeting() throws Exception {
        post("/v1/identify", "{\"code\": \"2900000000018\"}");
        paper("С днём рождения!", "Анна К.", "Наш подарок", "Оплата баллами до 70 %");
        post("/v1/identify", "{\"code\": \"2900000000018\"}");
        assertThat(papers).as("greeted once").isEmpty();
    }

    private void aSaleThatLiftsToATierAndGivesACodeForAFriend() throws Exception {
        post("/v1/sales?confirm=true", sale("A-1", "1200.00"));
        paper("Чек A-1", "Минск, ул. Лесная, 1", "УНП 192300777|ИНН 192300777", "Новый уровень!");
        paper("Новый уровень!", "Начисляем", "10 %", "Оплата баллами до");
        paper("Код для друга", "подарок другу:", "Покажите код на кассе");
    }

    private void everyFormOfASaleComesFromTheCommand(Register register) throws Exception {
        for (String ending : List.of("txt", "svg", "png", "bin")) {
            Path file = home.resolve("A-1." + ending);
            register.command("receipt", "preview", "--sale", "A-1", "--out", file.toString());
            assertThat(file).isNotEmptyFile();
        }
        assertThat(Files.readString(home.resolve("A-1.txt"))).contains("Чек A-1", "1 200,00");
        assertThat(Files.readString(home.resolve("A-1.svg"))).startsWith("<svg").contains("A-1");
        Path pictures = Files.createDirectories(Path.of("target/papers"));
        Files.copy(
                home.resolve("A-1.png"),
                pictures.resolve("preview.png"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.readAllBytes(home.resolve("A-1.png"))).startsWith(0x89, 'P', 'N', 'G');
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        byte[] bytes = Files.readAllBytes(home.resolve("A-1.bin"));
        for (int at = 0; at < bytes.length; machine.work()) {
            at += machine.receive(bytes, at, bytes.length - at);
        }
        assertThat(String.join("\n", machine.paper().lines())).contains("Чек A-1", "1 200,00");
    }

    private void aCopy() throws Exception {
        post("/v1/print/" + calls.get("/v1/sales?receipt=A-1").at("id"), "");
        paper("Чек A-1", "К О П И Я|КОПИЯ");
    }

    private void aReturnAndItsCopy() throws Exception {
        Calls.Answer back =
                post(
                        "/v1/returns",
                        "{\"receipt\": \"A-1\", \"cashier\": \"Ольга\", \"lines\": [{\"id\": \"1\","
                                + " \"quantity\": \"1\"}]}");
        paper("В О З В Р А Т|ВОЗВРАТ", "К чеку A-1", "Снято баллов", "600,00", "Ольга");
        String sale = calls.get("/v1/sales?receipt=A-1").at("id");
        post("/v1/print/" + sale + "?return=" + back.at("id"), "");
        paper("К О П И Я|КОПИЯ", "В О З В Р А Т|ВОЗВРАТ");
    }

    private void nothingWhereTheCallerSaysSo() throws Exception {
        post("/v1/sales?confirm=true&print=false", sale("A-2", "950.00"));
        post("/v1/returns?print=false", "{\"receipt\": \"A-2\"}");
        post(
                "/v1/members?print=false",
                "{\"phone\": \"+375291112234\", \"consents\": [\"personal-data\"]}");
    }

    private void aSaleWithoutTheProcessor(CentralOffice office) throws Exception {
        office.kill();
        calls.until("/v1/status", answer -> answer.at("mode").equals("offline"), PATIENCE);
        post("/v1/sales?confirm=true", sale("A-3", "7.00"));
        paper("Чек A-3", "Без связи с центром", "Баланс на");
    }

    private void theShiftsReport() throws Exception {
        post("/v1/shifts/close", "{\"cashier\": \"Ольга\"}");
        paper(
                "ОТЧЁТ ПО ПРОГРАММЕ",
                "Смена 1",
                "Чеков всего +3",
                "с картой +3",
                "Новых участников +2",
                "Ольга");
    }

    private static String sale(String receipt, String price) {
        return """
               {"member": {"code": "2900000000018"}, "basket": {"receipt": "%s", "lines": [
                 {"id": "1", "name": "Сыр", "quantity": "2", "price": "%s"}]}, "redeem": "0"}"""
                .formatted(receipt, price.equals("1200.00") ? "600.00" : price);
    }

    private Calls.Answer post(String path, String body) throws Exception {
        keys.add(path);
        Calls.Answer answer =
                calls.post(
                        path,
                        JsonText.read(body.isEmpty() ? "{}" : body, "test"),
                        Map.of("Idempotency-Key", "key-" + keys.size()));
        assertThat(answer.ok()).as("%s: %s", path, JsonText.write(answer.body())).isTrue();
        return answer;
    }

    /** The next piece of paper has each of these; several for one are parted by a bar. */
    private void paper(String... parts) throws Exception {
        Paper.Receipt paper = papers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(paper).as("a piece of paper with " + List.of(parts)).isNotNull();
        String text = String.join("\n", paper.lines());
        Path pictures = Files.createDirectories(Path.of("target/papers"));
        String name = "%02d.png".formatted(keys.size() * 10 + papers.size());
        Files.write(pictures.resolve(name), paper.png());
        for (String part : parts) {
            assertThat(text).containsPattern(part.replace("{", "[{]"));
        }
    }
}
