package loyalty.engine.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A code is checked by any register that has the key, without asking anybody. */
class DerivedCodeTest {
    private static final DerivedCode FRIEND = new DerivedCode("0123456789abcdef", "friend");
    private static final Optional<LocalDate> JULY = Optional.of(LocalDate.of(2027, 7, 4));

    private static String issue(boolean transferable, Optional<LocalDate> lastDay) {
        return FRIEND.issue("a register's secret", "sale-1", "m-1", transferable, lastDay);
    }

    @Test
    void aCodeForOneselfIsGoodForItsMemberAlone() {
        String code = issue(false, JULY);
        assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(FRIEND.check(code, "m-1")).isEqualTo(new Verdict(true, false, true, JULY));
        assertThat(FRIEND.check(code, "m-2")).isEqualTo(new Verdict(true, false, false, JULY));
        assertThat(FRIEND.check(code, "").mine()).isFalse();
    }

    @Test
    void aCodeForAFriendIsGoodForAnybody() {
        String code = issue(true, Optional.empty());
        assertThat(FRIEND.check(code, "m-2"))
                .isEqualTo(new Verdict(true, true, true, Optional.empty()));
        assertThat(FRIEND.check(code, "").mine()).isTrue();
    }

    @Test
    void theSameSaleIssuesTheSameCodeAndAnotherAnother() {
        assertThat(issue(true, JULY)).isEqualTo(issue(true, JULY));
        assertThat(FRIEND.issue("a register's secret", "sale-2", "m-1", true, JULY))
                .isNotEqualTo(issue(true, JULY));
        assertThat(FRIEND.issue("another secret", "sale-1", "m-1", true, JULY))
                .isNotEqualTo(issue(true, JULY));
    }

    @Test
    void howPeopleWriteItDoesNotMatter() {
        String code = issue(true, JULY);
        String written =
                code.toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l').replace('-', ' ');
        assertThat(FRIEND.check(written, "").genuine()).isTrue();
    }

    /** Any one sign that is changed makes it a forgery, as does another promotion or key. */
    @Test
    void whatWasNotIssuedIsAForgery() {
        String code = issue(true, JULY);
        for (int i = 0; i < code.length(); i++) {
            if (code.charAt(i) != '-') {
                char other = code.charAt(i) == '7' ? '8' : '7';
                String forged = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(FRIEND.check(forged, "m-1").genuine()).as(forged).isFalse();
            }
        }
        assertThat(new DerivedCode("0123456789abcdef", "other").check(code, "").genuine())
                .isFalse();
        assertThat(new DerivedCode("another key 1234", "friend").check(code, "").genuine())
                .isFalse();
        assertThat(FRIEND.check("", "").genuine()).isFalse();
        assertThat(FRIEND.check("UUUU-UUUU-UUUU-UUUU-UUUU", "").genuine()).isFalse();
        assertThat(FRIEND.check(code + "0", "").genuine()).isFalse();
    }

    @Test
    void anEndThatACodeCannotHoldIsRefused() {
        for (LocalDate day :
                new LocalDate[] {LocalDate.of(2020, 1, 1), LocalDate.of(2064, 11, 9)}) {
            assertThatThrownBy(() -> issue(true, Optional.of(day)))
                    .hasMessage("a code cannot end on " + day);
        }
        LocalDate last = DerivedCode.LAST_END;
        assertThat(FRIEND.check(issue(true, Optional.of(last)), "").lastDay()).contains(last);
    }
}
