package loyalty.processor.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import loyalty.processor.load.MemberImport.Progress;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import org.junit.jupiter.api.Test;

/** Members taken in from a file, also when that is broken off. */
class MemberImportTest extends LoadContract {
    private static final int CHUNK = 10;

    MemberImportTest(String books) {
        super(books);
    }

    /** Thirty members with a card each; line 16 has no number of points. */
    private Path members() throws Exception {
        StringBuilder lines = new StringBuilder("phone,card,points\n");
        for (int i = 0; i < 30; i++) {
            String points = i == 14 ? "many" : Integer.toString(i);
            lines.append("+37529000%04d,29%04d,%s%n".formatted(i, i, points));
        }
        return file("members.csv", lines.toString());
    }

    private long points() throws Exception {
        long sum = 0;
        for (var member : store.page(Kind.MEMBER, "", 1_000)) {
            sum += office.account(member).available(NOW);
        }
        return sum;
    }

    private void requireAll() throws Exception {
        assertThat(store.count(Kind.MEMBER)).isEqualTo(29);
        assertThat(store.count(Kind.CARD)).isEqualTo(29);
        assertThat(points()).isEqualTo(29 * 30 / 2 - 14);
    }

    @Test
    void anImportThatWasBrokenOffGoesOnWhereItWas() throws Exception {
        Path file = members();
        MemberImport first = new MemberImport(office, desks, CHUNK);
        assertThatThrownBy(
                        () ->
                                first.run(
                                        file,
                                        progress -> {
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");
        assertThat(store.count(Kind.MEMBER)).isEqualTo(10);
        assertThat(new MemberImport(office, desks, CHUNK).run(file, progress -> {}))
                .isEqualTo(new Progress(30, 29, 1));
        requireAll();
        assertThat(Files.readAllLines(home.resolve("members.csv.errors")))
                .hasSize(1)
                .allMatch(line -> line.startsWith("line 16: "));
    }

    @Test
    void anImportWhosePlaceWasNotKeptTakesNobodyTwice() throws Exception {
        Path file = members();
        new MemberImport(office, desks, CHUNK).run(file, progress -> {});
        String before = written();
        store.remove(store.page(Kind.JOB, "", 10).get(0).home());
        new MemberImport(office, desks, CHUNK).run(file, progress -> {});
        requireAll();
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void aMemberGivenTwiceInOneFileIsOne() throws Exception {
        Path file =
                file(
                        "twice.ndjson",
                        """
                        {"id":"m-1","card":"291","lots":[{"id":"l-1","points":"10"}]}
                        {"id":"m-2","card":"292"}
                        {"id":"m-1","tier":"Gold","lots":[{"id":"l-1","points":"10"},{"id":"l-2","points":"5"}]}
                        """);
        assertThat(new MemberImport(office, desks, CHUNK).run(file, progress -> {}))
                .isEqualTo(new Progress(3, 3, 0));
        assertThat(store.count(Kind.MEMBER)).isEqualTo(2);
        assertThat(available("m-1")).isEqualTo(15);
        assertThat(store.find(Home.member("m-1")).orElseThrow().state()).contains("Gold");
    }
}
