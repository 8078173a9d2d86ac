package loyalty.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsbEventsTest {
    @TempDir Path directory;
    private final List<String> told = new ArrayList<>();

    private UsbEvents events(String script) {
        return new UsbEvents(
                List.of("sh", "-c", script),
                directory,
                (usb, there) -> told.add((there ? "+" : "-") + usb));
    }

    private void turnUntil(UsbEvents events, int count) throws Exception {
        while (told.size() < count) {
            if (!events.turn()) Thread.onSpinWait();
        }
    }

    @Test
    void comingAndGoingIsTold() throws Exception {
        try (UsbEvents events =
                events("echo '+ 04b8:0e15'; echo '+ 0c2e:0b61'; echo '- 04b8:0e15'; read x")) {
            turnUntil(events, 3);
            assertThat(told).containsExactly("+04b8:0e15", "+0c2e:0b61", "-04b8:0e15");
            assertThat(events.turn()).isFalse();
        }
        assertThat(told).endsWith("-0c2e:0b61");
    }

    @Test
    void aCrashTakesEverythingAwayAndIsToldWithItsLastWords() throws Exception {
        try (UsbEvents events = events("echo '+ 04b8:0e15'; echo broken >&2; exit 3")) {
            turnUntil(events, 1);
            assertThatThrownBy(() -> turnUntil(events, 9))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("broken");
            assertThat(told).containsExactly("+04b8:0e15", "-04b8:0e15");
            told.clear();
            turnUntil(events, 1);
            assertThat(told).containsExactly("+04b8:0e15");
        }
    }
}
