package loyalty.receipt.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({
        "ru,0,0 баллов",
        "ru,1,1 балл",
        "ru,2,2 балла",
        "ru,4,4 балла",
        "ru,5,5 баллов",
        "ru,11,11 баллов",
        "ru,12,12 баллов",
        "ru,14,14 баллов",
        "ru,21,21 балл",
        "ru,22,22 балла",
        "ru,111,111 баллов",
        "ru,112,112 баллов",
        "ru,1001,1 001 балл",
        "ru,-3,-3 балла",
        "be,1,1 бал",
        "be,3,3 балы",
        "be,11,11 балаў",
        "be,25,25 балаў",
        "be,101,101 бал",
        "kk,1,1 ұпай",
        "kk,5,5 ұпай",
        "en,0,0 points",
        "en,1,1 point",
        "en,2,2 points",
        "en,1234567,'1,234,567 points'"
    })
    void countedWordsTakeTheFormOfTheirNumber(String language, long count, String text)
            throws TemplateException {
        assertThat(rendered(language, "{{x|points}}", count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "ru,money,1234.56,'1 234,56'",
        "ru,money,360,'360,00'",
        "ru,money,-0.05,'-0,05'",
        "ru,money,12.5,'12,50'",
        "en,money,1234.56,'1,234.56'",
        "ru,number,1234567,1 234 567",
        "ru,date,2026-11-21,21.11.2026",
        "ru,date,2026-11-21T18:05,21.11.2026",
        "ru,day,2026-01-02,02.01",
        "en,date,2026-11-01,1 Nov 2026",
        "en,day,2026-11-01,1 Nov",
        "ru,time,2026-11-21T18:05:59+03:00,18:05",
        "be,moment,2026-11-21T18:05,21.11.2026 18:05",
        "ru,moment,2026-11-21,21.11.2026",
        "ru,money,abc,abc",
        "ru,time,with no time in it at all,with no time in it at all",
        "ru,moment,with no time in it at all,with no time in it at all",
        "ru,date,завтра,завтра",
        "ru,points,много,много",
        "ru,points,21.00,21 балл",
        "ru,nonsense,7,7"
    })
    void filtersWriteAsTheLanguageDoesOrLeaveTheValueAlone(
            String language, String filter, String value, String text) throws TemplateException {
        assertThat(rendered(language, "{{x|" + filter + "}}", value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"ru,123456,'1 234,56'", "ru,5,'0,05'", "ru,-100,'-1,00'", "en,123456,'1,234.56'"})
    void wholeNumbersOfMoneyAreMinorUnits(String language, long minor, String text)
            throws TemplateException {
        assertThat(rendered(language, "{{x|money}}", minor)).isEqualTo(text);
    }

    private static String rendered(String language, String source, Object value)
            throws TemplateException {
        String markup =
                Templates.bundled()
                        .compile("test", Language.of(language).orElseThrow(), source)
                        .render(Map.of("x", value));
        return markup.replace("\\x2d", "-");
    }
}
