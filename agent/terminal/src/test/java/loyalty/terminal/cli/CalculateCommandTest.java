package loyalty.terminal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command as a marketer or a script types it: files in, quote out, meaning in the exit code.
 */
class CalculateCommandTest {
    private static final Path PROGRAMMES = Path.of("..", "..", "config", "programmes");
    private static final String VESKA = PROGRAMMES.resolve("veska.yaml").toString();

    /** Two eclairs at 5.00; 10 % for a Gold member. */
    private static final String BASKET =
            """
            {"basket": {"lines": [{"id": "1", "sku": "e", "categories": ["pastry"], "quantity": "2", "price": "5.00"}]},
             "redeem": "max"}
            """;

    private static final String GOLD =
            """
            {"id": "m-1", "counters": {"purchases": [{"at": "2026-09-01T12:00:00+03:00", "amount": "1500.00"}]},
             "lots": [{"id": "l-1", "points": "400", "expiresAt": "2027-03-01T00:00:00+03:00"}]}
            """;

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final java.io.InputStream realInput = System.in;

    @AfterEach
    void giveStandardInputBack() {
        System.setIn(realInput);
    }

    private int run(String... arguments) {
        var line = Main.commandLine("calculate");
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(errors, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "calculate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String packed(String json) {
        return json.replaceAll("\\s", "");
    }

    @Test
    void aQuoteForAMemberAtAnInstant() throws IOException {
        int code =
                run(
                        "--pack",
                        VESKA,
                        "--member",
                        file("member.json", GOLD),
                        "--at",
                        "2026-11-25T12:30:00+03:00",
                        file("request.json", BASKET));
        assertThat(code).as(errors.toString()).isZero();
        assertThat(packed(out.toString()))
                .contains("\"redeemed\":\"4.00\",\"due\":\"6.00\"", "\"earned\":\"60\"");
    }

    @Test
    void theRequestMayComeOnStandardInput() {
        System.setIn(new ByteArrayInputStream(BASKET.getBytes(StandardCharsets.UTF_8)));
        assertThat(run("--pack", VESKA, "--at", "2026-11-25T12:30:00+03:00")).isZero();
        assertThat(packed(out.toString())).contains("\"due\":\"10.00\"");
    }

    /** One of two eclairs: half of 6.00 in money, half of the 400 points, half of the 60 earned. */
    @Test
    void aReturnOfOneOfTwo() throws IOException {
        assertThat(
                        returned(
                                "{\"at\": \"2026-11-27T12:00:00+03:00\", \"lines\": [{\"id\": \"1\"}]}"))
                .as(errors.toString())
                .isZero();
        assertThat(packed(out.toString()))
                .contains(
                        "\"complete\":false",
                        "\"price\":\"5.00\",\"redeemed\":\"2.00\"",
                        "\"money\":\"3.00\"",
                        "\"restored\":\"200\",\"takenBack\":\"30\"");
    }

    @Test
    void severalReturnsUndoTheSale() throws IOException {
        assertThat(
                        returned(
                                """
                                [{"at": "2026-11-27T12:00:00+03:00", "lines": [{"id": "1"}]},
                                 {"at": "2026-11-28T12:00:00+03:00", "lines": [{"id": "1"}]}]
                                """))
                .isZero();
        assertThat(packed(out.toString()))
                .contains("\"id\":\"return-1\"", "\"id\":\"return-2\"", "\"complete\":true");
    }

    @Test
    void moreThanWasSoldIsRefusedInASentence() throws IOException {
        assertThat(
                        returned(
                                "{\"at\": \"2026-11-27T12:00:00+03:00\", \"lines\": [{\"id\": \"1\","
                                        + " \"quantity\": \"3\"}]}"))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(errors.toString().strip()).doesNotContain("\n").contains("1");
    }

    private int returned(String json) throws IOException {
        return run(
                "--pack",
                VESKA,
                "--member",
                file("member.json", GOLD),
                "--at",
                "2026-11-25T12:30:00+03:00",
                "--return",
                file("return.json", json),
                file("request.json", BASKET));
    }

    /** Every case of every programme, through the command. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "accumulated",
                "alpina",
                "apteka",
                "askona",
                "bask",
                "builder",
                "divan",
                "greenhouse",
                "korzinka",
                "letto",
                "tanuki",
                "veska",
                "you"
            })
    void everyCaseOfAProgrammeIsAsWorkedOutByHand(String programme) {
        Path file = PROGRAMMES.resolve(programme + ".cases.yaml");
        assertThat(run("--cases", file.toString())).as(out.toString()).isZero();
        String last = out.toString().strip().lines().reduce((a, b) -> b).orElseThrow();
        assertThat(last).matches("[1-9]\\d* cases, all as worked out");
    }

    @Test
    void aCaseThatDiffersIsToldWithItsDifference() throws IOException {
        Files.copy(PROGRAMMES.resolve("bask.yaml"), folder.resolve("bask.yaml"));
        String cases =
                Files.readString(PROGRAMMES.resolve("bask.cases.yaml"))
                        .replace("redeemed: \"1250\"", "redeemed: \"1251\"");
        assertThat(run("--cases", file("bask.cases.yaml", cases)))
                .isEqualTo(CalculateCommand.DIFFERENT);
        assertThat(out.toString())
                .contains(
                        "ok      bask, 250 points for viewing three products",
                        "differs bask, 1 000 for a game: both lots pay",
                        ".points.redeemed: expected 1251, was 1250",
                        "3 cases, 2 as worked out");
    }

    @Test
    void aCaseThatCannotBeReadIsToldWithItsPlace() throws IOException {
        Files.copy(PROGRAMMES.resolve("bask.yaml"), folder.resolve("bask.yaml"));
        String cases =
                "programme: bask\ncases:\n  - {row: a, member: nobody, request: {}, expct: {}}\n";
        assertThat(run("--cases", file("bask.cases.yaml", cases))).isEqualTo(1);
        assertThat(errors.toString())
                .contains(
                        "bask.cases.yaml:3:22: cases[0].member: there is no member nobody in bask.cases.yaml (write the member here)",
                        "cases[0].expect: missing",
                        "cases[0].expct: unknown key (did you mean expect?)");
    }

    @Test
    void withoutAPackTheCommandLineIsWrong() {
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString()).contains("--pack PACK.yaml");
    }

    @Test
    void anInstantThatIsNoneIsToldWithHowToWriteIt() throws IOException {
        assertThat(run("--pack", VESKA, "--at", "today", file("request.json", BASKET)))
                .isEqualTo(1);
        assertThat(errors.toString())
                .isEqualToIgnoringNewLines(
                        "--at is not a time: today; write it as 2026-11-25T12:30:00+03:00");
    }
}
