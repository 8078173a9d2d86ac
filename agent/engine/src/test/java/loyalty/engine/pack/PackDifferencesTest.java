package loyalty.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loyalty.engine.Yaml;
import org.junit.jupiter.api.Test;

/** What differs between two packs, in sentences for who wrote them. */
class PackDifferencesTest {
    private static List<String> differences(String before, String after) {
        return PackDifferences.of(Yaml.read(before), Yaml.read(after));
    }

    @Test
    void aPromotionWhoseNameHasDotsIsCalledByItsWholeName() {
        String pack =
                """
                {"promotions": [{"id": "v1.2.coffee", "reward": {"percentOff": {"percent": "%s"}}}]}""";
        assertThat(differences(pack.formatted("10 %"), pack.formatted("20 %")))
                .containsExactly("v1.2.coffee: reward.percentOff.percent was 10 %, is now 20 %");
    }

    @Test
    void aNewPromotionWithDotsIsToldAsOne() {
        assertThat(
                        differences(
                                "{\"promotions\": []}",
                                "{\"promotions\": [{\"id\": \"a.b\", \"from\": \"2026-01-01\"}]}"))
                .containsExactly("promotion a.b is new: {id: a.b, from: 2026-01-01}");
    }

    @Test
    void whatIsNoPromotionIsCalledByItsPlace() {
        assertThat(
                        differences(
                                "{\"redeem\": {\"cap\": \"30%\"}}",
                                "{\"redeem\": {\"cap\": \"50%\"}}"))
                .containsExactly("redeem.cap was 30%, is now 50%");
    }
}
