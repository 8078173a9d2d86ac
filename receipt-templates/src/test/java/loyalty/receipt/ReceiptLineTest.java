package loyalty.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loyalty.receipt.paper.TextPaper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptLineTest {
    static List<Examples> examples() {
        return Examples.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void documentsLookAsTheReferenceLaysThemOut(Examples example) {
        String paper = TextPaper.of(ReceiptLine.lay(example.markup(), example.columns()));

        assertThat(paper.stripTrailing()).isEqualTo(example.paper().stripTrailing());
    }
}
