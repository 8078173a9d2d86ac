package loyalty.terminal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReceiptCommandTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void anUnknownTemplateIsToldInASentenceThatNamesTheKnownOnes() {
        assertThat(run("preview", "nosuch")).isEqualTo(1);
        assertThat(errors.toString())
                .contains("nosuch", "there is no template", "veska/sale")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aWidthThatNoPaperHasIsToldInASentence() {
        assertThat(run("preview", "sale", "--columns", "5")).isEqualTo(1);
        assertThat(errors.toString())
                .contains("--columns is 5", "8 to 255")
                .doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new ReceiptCommand());
        line.setErr(new PrintWriter(errors, true));
        line.setExecutionExceptionHandler(new Failure());
        return line.execute(arguments);
    }
}
