package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.OperationKind;
import org.junit.jupiter.api.Test;

/** What registers learn of changes. */
class FeedTest extends ProcessorContract {
    FeedTest(Books books) {
        super(books);
    }

    @Test
    void aSnapshotHoldsEveryMemberAndCardAndTheFeedGoesOnFromItsCursor() throws Exception {
        List<Changes> pages = register.snapshot();
        List<String> members =
                pages.stream()
                        .flatMap(page -> page.changes().stream())
                        .filter(change -> change.kind() == Change.Kind.MEMBER)
                        .map(Change::id)
                        .toList();
        assertThat(members).contains("m-1", "m-2", "m-3").hasSize(4);
        assertThat(pages.get(0).cursor()).isEqualTo(pages.get(pages.size() - 1).cursor());
        assertThat(register.changes(pages.get(0).cursor(), 0).changes()).isEmpty();
    }

    @Test
    void aLongPollIsWokenByAChange() throws Exception {
        String cursor = register.snapshot().get(0).cursor();
        RegisterClient other = newRegister("msk-1-03");
        String after = cursor;
        Changes keys = register.changes(after, 0);
        String now = keys.cursor();
        CompletableFuture<Changes> poll =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return register.changes(now, 30);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        other.send(
                other.operation(
                        OperationKind.SALE,
                        "m-2",
                        RegisterClient.sale("s-4", List.of(), List.of(lot("s-4:p", 5))).toNode()));
        assertThat(poll.get().changes()).extracting(Change::id).contains("m-2");
    }

    @Test
    void aForeignCursorIsGone() throws Exception {
        assertThat(register.call("GET", "/v1/changes", Map.of("after", "abc"), "").statusCode())
                .isEqualTo(410);
    }
}
