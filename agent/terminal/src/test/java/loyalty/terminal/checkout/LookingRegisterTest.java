package loyalty.terminal.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register that was started where nothing can be written, and later where it can again. */
class LookingRegisterTest {
    private static final String NOWHERE = "tcp://127.0.0.1:9";

    @TempDir Path home;

    @Test
    void membersAreShownAndNothingIsGivenSoldEnrolledOrTakenBackUntilItCanBeWritten()
            throws Exception {
        String sold;
        try (SellingRegister register = SellingRegister.open(home, NOWHERE)) {
            register.joined();
            sold = register.opened("A-1");
            register.confirmed(sold);
        }
        try (SellingRegister looking = SellingRegister.looking(home, NOWHERE)) {
            // The birthday's gift is due, and stays due.
            assertThat(JsonText.write(looking.came().toNode()))
                    .contains("\"step\":\"identify-only\"", "\"stepCause\":\"noRoom\"")
                    .contains("\"balance\":\"300\"", "\"grants\":[]");
            assertThat(JsonText.write(looking.checkout().sale(sold))).contains("A-1");
            assertThatThrownBy(() -> looking.opened("A-2")).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> looking.returned("A-1")).isInstanceOf(StorageException.class);
            assertThatThrownBy(looking::joined).isInstanceOf(StorageException.class);
        }
        try (SellingRegister again = SellingRegister.open(home, NOWHERE)) {
            assertThat(JsonText.write(again.came().toNode())).contains("\"balance\":\"800\"");
            again.confirmed(again.opened("A-2"));
            again.returned("A-1");
        }
    }
}
