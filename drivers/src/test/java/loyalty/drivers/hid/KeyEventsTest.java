package loyalty.drivers.hid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyEventsTest {
    private final KeyEvents events = new KeyEvents();

    private String type(byte[] typed) {
        return new String(events.decode(typed), StandardCharsets.ISO_8859_1);
    }

    @Test
    void everyPrintableCharacterIsTypedAsAUsKeyboardDoes() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) all.append(c);
        assertThat(type(KeyStrokes.of(all + "\r"))).isEqualTo(all + "\r");
    }

    @Test
    void controlAndABracketAreGs() {
        assertThat(type(KeyStrokes.of("01\u001d21"))).isEqualTo("01\u001d21");
    }

    @Test
    void altAndKeypadDigitsAreOneByte() {
        byte[] typed =
                KeyStrokes.join(
                        KeyStrokes.key(56, 1),
                        KeyStrokes.press(82),
                        KeyStrokes.press(80),
                        KeyStrokes.press(73),
                        KeyStrokes.key(56, 0));
        assertThat(type(typed)).isEqualTo("\u001d");
    }

    @Test
    void aHeldKeyDoesNotRepeat() {
        byte[] held =
                KeyStrokes.join(KeyStrokes.key(2, 1), KeyStrokes.key(2, 2), KeyStrokes.key(2, 0));
        assertThat(type(held)).isEqualTo("1");
    }

    @Test
    void whatWasHeldWhenEventsWereLostIsHeldNoMore() {
        events.decode(KeyStrokes.join(KeyStrokes.key(42, 1), KeyStrokes.key(29, 1)));
        events.decode(KeyStrokes.event(0, 3, 0));
        assertThat(type(KeyStrokes.of("1a"))).isEqualTo("1a");
    }

    @Test
    void lostEventsAreTold() {
        events.decode(KeyStrokes.event(0, 3, 0));
        assertThat(events.lost()).isTrue();
        events.decode(KeyStrokes.of("1"));
        assertThat(events.lost()).isFalse();
    }
}
