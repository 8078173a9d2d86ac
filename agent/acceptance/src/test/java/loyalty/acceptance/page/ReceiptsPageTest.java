package loyalty.acceptance.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import loyalty.acceptance.program.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marketer tries a receipt template on the agent's page, in a real browser. */
class ReceiptsPageTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");
    private static final Pattern NARROW = Pattern.compile("58.*32");
    private static final Pattern WIDE = Pattern.compile("80.*48");

    @TempDir private Path home;

    @Test
    void aTemplateIsEditedSeenOnBothPapersAndItsErrorMarkedInPlace() throws Exception {
        Register.Setup setup =
                new Register.Setup(home, "demo-1-01", "demo-1", PACK, Optional.empty(), "");
        try (Register register = Register.alone(setup);
                Playwright playwright = Playwright.create(Chromium.quiet());
                Browser browser = playwright.chromium().launch(Chromium.installed())) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1500, 900));
            page.navigate(register.address().toString() + "/receipts");
            theSampleLiesOnBothPapers(page);
            whatIsTypedIsOnBothPapers(page);
            anErrorIsMarkedWhereItIs(page);
            theDataCanBeChangedToo(page);
            anotherTemplateInAnotherLanguage(page);
        }
    }

    private static void theSampleLiesOnBothPapers(Page page) {
        assertThat(page.locator("#state")).hasText("Ошибок нет");
        assertThat(page.locator("figcaption").nth(0)).hasText(NARROW);
        assertThat(page.locator("figcaption").nth(1)).hasText(WIDE);
        picture(page, "receipts-1-opened");
    }

    private static void whatIsTypedIsOnBothPapers(Page page) {
        String before = page.locator("#source").inputValue();
        page.locator("#source").fill("^^\"Скоро зима\n" + before);
        assertThat(paper(page, 0)).containsText("Скоро зима");
        assertThat(paper(page, 1)).containsText("Скоро зима");
        picture(page, "receipts-2-edited");
    }

    private static void anErrorIsMarkedWhereItIs(Page page) {
        String whole = page.locator("#source").inputValue();
        page.locator("#source").fill(whole.replaceFirst("\n", "\n|Итого | {{totl|money}}\n"));
        assertThat(page.locator("#state")).hasText("Ошибок: 1");
        assertThat(page.locator("#source-pane .gutter [data-bad]")).hasText("2");
        assertThat(page.locator("#problems button")).containsText("2:12");
        assertThat(page.locator("#problems button"))
                .containsText("ни у одного чека нет данных с именем totl");
        picture(page, "receipts-3-unknown-name");
        page.locator("#source").fill(whole.replaceFirst("\n", "\n{{#member}}\n"));
        assertThat(page.locator("#papers")).hasClass(Pattern.compile(".*stale.*"));
        assertThat(page.locator("#source-pane .gutter [data-bad]")).isVisible();
        picture(page, "receipts-4-cannot-be-read");
        page.locator("#source").fill(whole);
        assertThat(page.locator("#state")).hasText("Ошибок нет");
    }

    private static void theDataCanBeChangedToo(Page page) {
        page.locator("#tab-data").click();
        String data = page.locator("#data").inputValue();
        page.locator("#data").fill(data + "\nlines.0.name = {cut} | ~ ^^^Грибы\n");
        assertThat(paper(page, 1)).containsText("{cut} | ~ ^^^Грибы");
        picture(page, "receipts-5-hostile-data");
    }

    private static void anotherTemplateInAnotherLanguage(Page page) {
        page.locator("#words").click();
        page.locator("#sample").selectOption("korzinka/sale");
        page.locator("#language").selectOption("kk");
        page.locator("#tab-source").click();
        assertThat(page.locator("#state")).hasText("No problems");
        assertThat(page.locator("figcaption").nth(1)).containsText("letters to the line");
        assertThat(page.locator("h1")).hasText("Receipts");
        picture(page, "receipts-6-kazakh-english-page");
        assertThat(page.locator("figure svg").count()).isEqualTo(2);
    }

    private static Locator paper(Page page, int which) {
        return page.locator("figure svg").nth(which);
    }

    private static void picture(Page page, String name) {
        Chromium.picture(page, name);
    }
}
