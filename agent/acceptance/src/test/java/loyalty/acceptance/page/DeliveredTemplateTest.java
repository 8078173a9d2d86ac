package loyalty.acceptance.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.Register;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marketing publishes a template at the processor; registers print with it, if it is any good. */
class DeliveredTemplateTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SALE =
            """
            {"basket": {"receipt": "A-1", "lines": [{"id": "1", "name": "Чай", "price": "4.50"}]}}""";

    @TempDir private Path home;

    @Test
    void aSignedTemplatePrintsAndABrokenOneGivesWayToTheBundledOne() throws Exception {
        Path members = home.resolve("members.csv");
        try (InputStream list = getClass().getResourceAsStream("/demo/members.csv")) {
            Files.copy(list, members);
        }
        try (CentralOffice office = CentralOffice.open(home.resolve("processor"), PACK, members);
                Register register = register(office)) {
            Calls calls = register.calls();
            calls.until("/v1/status", answer -> answer.at("members").equals("3"), PATIENCE);
            Calls.Answer sold =
                    calls.post(
                            "/v1/sales?confirm=true",
                            JsonText.read(SALE, "sale"),
                            Map.of("Idempotency-Key", "key-1"));
            assertThat(sold.status()).isEqualTo(201);
            String receipt = "/v1/sales/" + sold.at("id") + "/receipt?format=lines";
            assertThat(lines(calls.get(receipt))).contains("Чай", "Спасибо за покупку!");
            office.template("veska/sale", "Только здесь | {{total|money}}\n=\n");
            until(calls, receipt, "Только здесь");
            assertThatThrownBy(() -> office.template("veska/sale", "{{#lines}} {{never closed"))
                    .hasMessageContaining("template-broken");
            until(calls, receipt, "Только здесь");
        }
    }

    private Register register(CentralOffice office) throws Exception {
        Path agent = home.resolve("agent");
        Register.Setup setup =
                new Register.Setup(agent, "demo-1-01", "demo-1", PACK, office.address(), "");
        return Register.open(setup, office.enrolmentCode("demo-1-01", "demo-1"));
    }

    private static void until(Calls calls, String receipt, String text) throws Exception {
        Calls.Answer seen = calls.until(receipt, answer -> lines(answer).contains(text), PATIENCE);
        assertThat(lines(seen)).contains(text);
    }

    private static String lines(Calls.Answer answer) {
        return JsonText.write(answer.body());
    }
}
