package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several tills ask the same register to take goods of one sale back, at the same moment. */
class ReturnsAtOnceTest {
    private static final Pattern MONEY =
            Pattern.compile("\"total\":\\{[^}]*\"money\":\"([^\"]+)\"");

    @TempDir private Path home;
    private TestAgent agent;
    private ExecutorService tills;

    @BeforeEach
    void sell() throws Exception {
        agent = TestAgent.start(home);
        tills = Executors.newFixedThreadPool(7);
        HttpResponse<String> sold =
                agent.post(
                        "/v1/sales?confirm=true",
                        """
                        {"basket": {"receipt": "A-1", "lines": [
                          {"id": "1", "name": "Кофе", "quantity": "7", "amount": "66.59"}]}}""");
        assertThat(sold.body()).contains("\"due\":\"66.59\"");
    }

    @AfterEach
    void stop() {
        tills.shutdownNow();
        agent.close();
    }

    private static String wish(int units) {
        return "{\"receipt\": \"A-1\", \"lines\": [{\"id\": \"1\", \"quantity\": \"%d\"}]}"
                .formatted(units);
    }

    /** Each till begins when all are ready, and asks again if another was a moment faster. */
    private List<HttpResponse<String>> atOnce(int count, int units) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        for (int till = 0; till < count; till++) {
            String key = units + " by till " + till;
            asked.add(
                    tills.submit(
                            () -> {
                                ready.countDown();
                                ready.await();
                                return untilSettled(key, units);
                            }));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> one : asked) {
            answers.add(one.get());
        }
        return answers;
    }

    private HttpResponse<String> untilSettled(String key, int units) throws Exception {
        while (true) {
            HttpResponse<String> answer = agent.post("/v1/returns", wish(units), key);
            if (!answer.body().contains("returned-meanwhile")) {
                return answer;
            }
        }
    }

    private static BigDecimal money(List<HttpResponse<String>> answers) {
        BigDecimal sum = BigDecimal.ZERO;
        for (HttpResponse<String> answer : answers) {
            Matcher money = MONEY.matcher(answer.body());
            if (answer.statusCode() == 201 && money.find()) {
                sum = sum.add(new BigDecimal(money.group(1)));
            }
        }
        return sum;
    }

    @Test
    void everyUnitComesBackOnceAndTheirMoneyAddsUpToThePrice() throws Exception {
        List<HttpResponse<String>> answers = atOnce(7, 1);
        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(money(answers)).isEqualByComparingTo("66.59");
        assertThat(agent.post("/v1/returns", wish(1)).body()).contains("over-returned");
    }

    @Test
    void ofReturnsThatTogetherAreTooManyOnlySoManyAreMadeAsWereSold() throws Exception {
        List<HttpResponse<String>> answers = atOnce(5, 3);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(2);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer -> answer.body().contains("over-returned"));
        HttpResponse<String> last = agent.post("/v1/returns", wish(1));
        List<HttpResponse<String>> all = new ArrayList<>(answers);
        all.add(last);
        assertThat(money(all)).isEqualByComparingTo("66.59");
    }

    @Test
    void theSameRequestSentTwiceAtOnceIsOneReturn() throws Exception {
        CountDownLatch ready = new CountDownLatch(2);
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            asked.add(
                    tills.submit(
                            () -> {
                                ready.countDown();
                                ready.await();
                                return untilSettled("the same", 3);
                            }));
        }
        String first = asked.get(0).get().body();
        assertThat(asked.get(1).get().body()).isEqualTo(first);
        assertThat(agent.post("/v1/returns/quotes", wish(4)).body()).contains("\"complete\":true");
    }
}
