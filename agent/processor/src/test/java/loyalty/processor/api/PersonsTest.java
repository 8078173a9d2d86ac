package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import loyalty.processor.store.Home;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.OperationKind;
import org.junit.jupiter.api.Test;

/** What is kept of persons, and what reports say of all of them. */
class PersonsTest extends ProcessorContract {
    PersonsTest(Books books) {
        super(books);
    }

    @Test
    void aPersonIsExportedAndErased() throws Exception {
        String token = new Tokens(office).make("dpo", Set.of("personal"));
        assertThat(admin("GET", "/v1/members/m-1/export", token, "")).contains("Ковалёва");
        assertThat(admin("POST", "/v1/members/m-1/erase", token, "")).isEqualTo("{}");
        assertThat(admin("GET", "/v1/members/m-1/export", token, "")).doesNotContain("Ковалёва");
        Answer late =
                register.send(register.operation(OperationKind.SALE, "m-1", saleOf("s-1")))
                        .answers()
                        .get(0);
        assertThat(late.reason()).isEqualTo("MEMBER_ERASED");
    }

    @Test
    void noPersonalDataLiesOpenInTheStore() throws Exception {
        String state = office.store().find(Home.member("m-1")).orElseThrow().state();
        assertThat(state).doesNotContain("Анна").doesNotContain("375291234567");
    }

    @Test
    void reportsCountReceiptsOnceAndOpenAsPageAndCsv() throws Exception {
        String token = new Tokens(office).make("chief", Set.of("reports"));
        register.send(register.operation(OperationKind.SALE, "m-3", saleOf("s-1")));
        String csv =
                admin(
                        "GET",
                        "/v1/reports/store?format=csv&from=2026-11-01&to=2026-11-30",
                        token,
                        "");
        assertThat(csv).contains("msk-1,1,1,100.0,100.00,0.00,10.00,90.00,100.0,5,0");
        assertThat(admin("GET", "/v1/reports/page?from=2026-11-01&to=2026-11-30", token, ""))
                .contains("<svg");
    }
}
