package loyalty.acceptance.returns;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.Register;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registers of one store, sold at the first, brought back to the second. */
class ReturnsAnywhereTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SALE =
            """
            {"member": {"code": "2900000000018"}, "basket": {"receipt": "%s", "lines": [
              {"id": "1", "name": "Чай", "quantity": "3", "price": "40.00"}]}}""";

    @TempDir private Path home;
    private CentralOffice office;
    private Register seller;
    private Register other;
    private int keys;
    private String member = "";

    @BeforeEach
    void open() throws Exception {
        Path members = home.resolve("members.csv");
        try (InputStream list = getClass().getResourceAsStream("/demo/members.csv")) {
            Files.copy(list, members);
        }
        office = CentralOffice.open(home.resolve("processor"), PACK, members);
        seller = register("demo-1-01");
        other = register("demo-1-02");
        for (Register register : new Register[] {seller, other}) {
            register.calls().until("/v1/status", a -> a.at("members").equals("3"), PATIENCE);
        }
    }

    private Register register(String name) throws Exception {
        Register.Setup setup =
                new Register.Setup(home.resolve(name), name, "demo-1", PACK, office.address(), "");
        return Register.open(setup, office.enrolmentCode(name, "demo-1"));
    }

    @AfterEach
    void close() throws Exception {
        seller.close();
        other.close();
        office.close();
    }

    private Calls.Answer post(Register register, String path, String body) throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", "key-" + ++keys);
        return register.calls().post(path, JsonText.read(body, "test"), key);
    }

    private Calls.Answer sell(String receipt) throws Exception {
        Calls.Answer sold = post(seller, "/v1/sales?confirm=true", SALE.formatted(receipt));
        assertThat(sold.status()).as(JsonText.write(sold.body())).isEqualTo(201);
        return sold;
    }

    private static String units(String code, int count) {
        return "{\"code\": \"%s\", \"lines\": [{\"id\": \"1\", \"quantity\": \"%d\"}]}"
                .formatted(code, count);
    }

    private void settled(Register register) throws Exception {
        Calls.Answer answer =
                register.calls()
                        .until("/v1/status", a -> a.at("pending.operations").equals("0"), PATIENCE);
        assertThat(answer.at("pending.operations")).isEqualTo("0");
    }

    /** As a scanner sees it on paper. */
    private String scanned(Calls.Answer sale) throws Exception {
        byte[] png = seller.calls().bytes("/v1/sales/" + sale.at("id") + "/receipt", "image/png");
        BufferedImage paper = ImageIO.read(new ByteArrayInputStream(png));
        int[] dots =
                paper.getRGB(0, 0, paper.getWidth(), paper.getHeight(), null, 0, paper.getWidth());
        RGBLuminanceSource light =
                new RGBLuminanceSource(paper.getWidth(), paper.getHeight(), dots);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light))).getText();
    }

    @Test
    void whatOneRegisterSoldComesBackAtTheOtherOnceWithAndWithoutTheProcessor() throws Exception {
        Calls.Answer anna =
                seller.calls()
                        .post("/v1/identify", JsonText.read("{\"code\": \"2900000000018\"}", "t"));
        member = anna.at("member.id");
        whileTheProcessorAnswersEachRegisterKnowsWhatCameBackAtTheOthers();
        assertThat(account()).contains("\"taken\":600").doesNotContain("\"taken\":400");
        withoutTheProcessorTheReceiptItselfSaysWhatWasSold();
        assertThat(account().split("\"granted\":600,\"taken\":600", -1)).hasSize(3);
        assertThat(account()).doesNotContain("\"back\":{\"1\":\"4\"}");
    }

    private void whileTheProcessorAnswersEachRegisterKnowsWhatCameBackAtTheOthers()
            throws Exception {
        Calls.Answer sale = sell("A-1");
        String code = scanned(sale);
        assertThat(code).isEqualTo(sale.at("returnCode"));
        settled(seller);

        Calls.Answer preview = post(other, "/v1/returns/quotes", units(code, 1));
        assertThat(preview.at("total.money")).isEqualTo("40.00");
        assertThat(preview.at("knownFrom")).isEqualTo("processor");
        assertThat(post(other, "/v1/returns", units(code, 1)).status()).isEqualTo(201);
        settled(other);

        String byId =
                "{\"sale\": \""
                        + sale.at("id")
                        + "\", \"lines\": [{\"id\": \"1\", \"quantity\": \"2\"}]}";
        Calls.Answer tooMany = post(seller, "/v1/returns", byId.replace("\"2\"}", "\"3\"}"));
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.at("code")).isEqualTo("over-returned");
        assertThat(post(seller, "/v1/returns", byId).at("complete")).isEqualTo("true");
        settled(seller);
        assertThat(post(other, "/v1/returns", units(code, 1)).status()).isEqualTo(409);
    }

    private void withoutTheProcessorTheReceiptItselfSaysWhatWasSold() throws Exception {
        office.kill();
        String code = sell("A-2").at("returnCode");
        Calls.Answer preview = post(other, "/v1/returns/quotes", units(code, 2));
        assertThat(preview.at("knownFrom")).as(JsonText.write(preview.body())).isEqualTo("receipt");
        assertThat(preview.at("total.money")).isEqualTo("80.00");
        assertThat(post(other, "/v1/returns", units(code, 2)).status()).isEqualTo(201);
        assertThat(post(other, "/v1/returns", units(code, 2)).status()).isEqualTo(409);
        assertThat(post(other, "/v1/returns", units(code, 1)).at("complete")).isEqualTo("true");

        // Cut off, the seller cannot know; the processor counts each unit once.
        Calls.Answer again = post(seller, "/v1/returns", units(code, 1));
        assertThat(again.status()).isEqualTo(201);
        office.start();
        settled(other);
        settled(seller);
    }

    /** Neither knows of the other: paper may be given twice, the books count each unit once. */
    @Test
    void twoRegistersTakeTheSameGoodsBackAtOnceAndTheBooksCountThemOnce() throws Exception {
        Calls.Answer anna =
                seller.calls()
                        .post("/v1/identify", JsonText.read("{\"code\": \"2900000000018\"}", "t"));
        member = anna.at("member.id");
        String code = sell("A-1").at("returnCode");
        settled(seller);
        CompletableFuture<Calls.Answer> here = giveBackSoon(seller, code, "here");
        CompletableFuture<Calls.Answer> there = giveBackSoon(other, code, "there");
        List<Integer> statuses = List.of(here.get().status(), there.get().status());
        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        settled(seller);
        settled(other);
        assertThat(account())
                .contains("\"back\":{\"1\":\"3\"}", "\"granted\":600", "\"taken\":600")
                .doesNotContain("\"taken\":1200");
        assertThat(post(other, "/v1/returns", units(code, 1)).status()).isEqualTo(409);
    }

    private static CompletableFuture<Calls.Answer> giveBackSoon(
            Register register, String code, String key) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return register.calls()
                                .post(
                                        "/v1/returns",
                                        JsonText.read(units(code, 3), "test"),
                                        Map.of("Idempotency-Key", key));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** What the processor's books say of Anna. */
    private String account() throws Exception {
        return JsonText.write(office.person(member).body());
    }
}
