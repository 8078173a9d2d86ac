package loyalty.terminal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Problem;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.print.Slip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AgentSettingsTest {
    private static final Path CONFIG = Path.of("../../config").toAbsolutePath().normalize();
    private static final String LEAST =
            """
            register: {name: r-1, store: s-1}
            pack: pack.yaml
            """;

    @TempDir private Path folder;

    @BeforeEach
    void aPackThatExists() throws IOException {
        Files.writeString(folder.resolve("pack.yaml"), "programme: veska\n");
    }

    @Test
    void theLeastThatMustBeSaidIsRegisterAndPack() throws Exception {
        AgentSettings settings = read(LEAST);
        assertThat(settings.http().port()).isEqualTo(7780);
        assertThat(settings.http().address()).isEqualTo("127.0.0.1");
        assertThat(settings.processor().url()).isEmpty();
        assertThat(settings.processor().budget()).isEqualTo(Duration.ofMillis(800));
        assertThat(settings.register().languages()).containsExactly("ru", "en");
        assertThat(settings.sales().openLimit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.receipts().print()).isTrue();
    }

    @Test
    void aFileThatIsNotThereIsNamedWithWhatToDo() {
        Path missing = folder.resolve("nowhere.yaml");
        var failure =
                catchThrowableOfType(
                        InvalidDocumentException.class, () -> AgentSettings.read(missing));
        assertThat(failure)
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("no such file")
                .hasMessageContaining("--config");
    }

    @Test
    void aFolderInPlaceOfTheFileIsToldAsOne() {
        var failure =
                catchThrowableOfType(
                        InvalidDocumentException.class, () -> AgentSettings.read(folder));
        assertThat(failure)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("--config");
    }

    @Test
    void aNameThatNoSalesTemplateCanHaveIsToldWithTheKnownOnes() {
        Problem problem = onlyProblem(LEAST + "receipts: {template: ../nosuch}\n");
        assertThat(problem.at().line()).isEqualTo(3);
        assertThat(problem.path()).isEqualTo("receipts.template");
        assertThat(problem.message()).contains("nosuch");
        assertThat(problem.hint()).contains("sale, ", "veska/sale").doesNotContain("friend-code");
    }

    @Test
    void aReceiptTemplateNeedNotComeWithTheProgram() throws Exception {
        AgentSettings settings = read(LEAST + "receipts: {template: autumn/sale}\n");
        assertThat(settings.receipts().template()).isEqualTo("autumn/sale");
    }

    @Test
    void slipsAreAllOrThoseThatAreNamedOrNone() throws Exception {
        assertThat(read(LEAST).receipts().style().slips()).hasSize(Slip.values().length);
        assertThat(read(LEAST + "receipts: {slips: [enrolment]}\n").receipts().style().slips())
                .containsExactly(Slip.ENROLMENT);
        assertThat(read(LEAST + "receipts: {slips: []}\n").receipts().style().slips()).isEmpty();
        assertThat(onlyProblem(LEAST + "receipts: {slips: [friend]}\n").hint())
                .contains("friend-code");
    }

    @Test
    void theAddressOfTheCardIsOneThatAPhoneCanOpen() throws Exception {
        String good = LEAST + "receipts: {install: \"https://card.example/{member}\"}\n";
        assertThat(read(good).receipts().style().sign().install())
                .isEqualTo("https://card.example/{member}");
        assertThat(onlyProblem(LEAST + "receipts: {install: card.example}\n").path())
                .isEqualTo("receipts.install");
    }

    @Test
    void aReceiptTemplateMayBeNamedByItsProgrammeAlone() throws Exception {
        AgentSettings settings = read(LEAST + "receipts: {template: veska}\n");
        assertThat(settings.receipts().template()).isEqualTo("veska/sale");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestOneAndItsLine() {
        Problem problem = onlyProblem(LEAST + "scaners: []\n");
        assertThat(problem.at().line()).isEqualTo(3);
        assertThat(problem.path()).isEqualTo("scaners");
        assertThat(problem.hint()).contains("scanners");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        List<Problem> problems =
                problems(
                        """
                        register: {name: "my register", store: s-1, languages: [ru, de]}
                        pack: elsewhere.yaml
                        http: {port: 70000, address: 0.0.0.0}
                        scanners:
                          - {name: a, address: "com1"}
                          - {name: a, address: "tcp:host"}
                        codes:
                          cards:
                            - {prefix: "29", length: 13}
                            - {prefix: "2900", length: 13}
                          promoCodes: ["["]
                        """);
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "register.name",
                        "register.languages",
                        "pack",
                        "http.port",
                        "http.address",
                        "scanners[0].address",
                        "scanners[1].address",
                        "scanners",
                        "codes.promoCodes",
                        "codes.cards");
        assertThat(problems).allMatch(problem -> problem.at().line() > 0);
    }

    @Test
    void anAddressOthersCanReachMustBeMeant() throws Exception {
        assertThat(onlyProblem(LEAST + "http: {address: 0.0.0.0}\n").hint()).contains("open: true");
        assertThat(read(LEAST + "http: {address: 0.0.0.0, open: true}\n").http().address())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void whatIsNotYamlIsToldWithItsLine() {
        Problem problem = onlyProblem(LEAST + "http: {port: 1\nprinters: []\n");
        assertThat(problem.at().line()).isPositive();
    }

    @Test
    void theFileThatComesWithTheAgentIsFineByCodeAndBySchema() throws Exception {
        Path file = CONFIG.resolve("agent.yaml");
        Files.copy(file, folder.resolve("agent.yaml"));
        Files.createDirectories(folder.resolve("programmes"));
        Files.writeString(folder.resolve("programmes/veska.yaml"), "programme: veska\n");
        AgentSettings settings = AgentSettings.read(folder.resolve("agent.yaml"));
        assertThat(settings.register().name()).isEqualTo("demo-1-01");
        assertThat(schemaProblems(Files.readString(file))).isEmpty();
    }

    @Test
    void theSchemaKnowsAllThatTheCodeKnows() throws Exception {
        String everything =
                """
                register: {name: r-1, store: s-1, region: r, channel: c, languages: [en]}
                home: var
                pack: pack.yaml
                processor: {url: "https://p.example:7790", budget: PT1S, poll: PT20S}
                http: {address: 127.0.0.1, port: 1, open: false, hosts: [a], origins: ["https://b"]}
                scanners:
                  - {name: s, address: "serial:/dev/ttyACM0", line: 9600 8N1, ends: cr lf,
                     prefix: "", aim: true, sameWithin: PT2S}
                printers:
                  - {name: p, address: "tcp:10.0.0.1:9100", line: 9600 8N1, model: generic-58, letters: strict}
                receipts: {template: veska/sale, print: false, columns: 32, slips: [birthday],
                  shop: {name: VESKA, address: "Минск, 1", taxId: "192300777"},
                  install: "https://card.example/{member}"}
                sales: {openLimit: PT5M, maximumAmount: 100}
                codes:
                  cards:
                    - {name: club, from: "2900", to: "2999", length: 13, check: luhn}
                  phoneCountries: ["7"]
                  promoCodes: ["A+"]
                  receipts: ["R.*"]
                """;
        read(everything);
        assertThat(schemaProblems(everything)).isEmpty();
        assertThat(schemaProblems(LEAST + "scaners: []\n")).isNotEmpty();
    }

    private AgentSettings read(String yaml) throws Exception {
        return AgentSettings.of(YamlText.read(yaml, "agent.yaml"), folder.resolve("agent.yaml"));
    }

    private List<Problem> problems(String yaml) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> read(yaml)).problems();
    }

    private Problem onlyProblem(String yaml) {
        List<Problem> problems = problems(yaml);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<?> schemaProblems(String yaml) throws Exception {
        String json = JsonText.write(YamlText.read(yaml, "agent.yaml"));
        String schema = Files.readString(CONFIG.resolve("schema/agent.schema.json"));
        Schema compiled =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema);
        return compiled.validate(JsonMapper.shared().readTree(json));
    }
}
