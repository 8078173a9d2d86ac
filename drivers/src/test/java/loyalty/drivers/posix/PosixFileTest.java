package loyalty.drivers.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.posix.PosixFile.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosixFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir Path directory;
    private Path fifo;

    @BeforeEach
    void makeFifo() throws Exception {
        fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    }

    @Test
    void bytesComeThroughAndSilenceIsEmpty() throws Exception {
        try (PosixFile file = PosixFile.open(fifo, Access.BOTH)) {
            assertThat(file.read(100, Duration.ZERO)).isEmpty();
            assertThat(file.write(new byte[] {1, 2, 3}, 1, 2, PATIENCE)).isEqualTo(2);
            assertThat(file.read(100, PATIENCE)).containsExactly(2, 3);
        }
    }

    @Test
    void aFullFifoTakesWhatFitsAndNoMore() throws Exception {
        byte[] much = new byte[1_000_000];
        try (PosixFile file = PosixFile.open(fifo, Access.BOTH)) {
            int taken = file.write(much, 0, much.length, Duration.ofMillis(10));
            assertThat(taken).isBetween(1, much.length - 1);
            int read = 0;
            while (read < taken) read += file.read(8192, PATIENCE).length;
            assertThat(read).isEqualTo(taken);
        }
    }

    @Test
    void aWriterThatLeavesIsAnUnplug() throws Exception {
        try (PosixFile reader = PosixFile.open(fifo, Access.READ)) {
            PosixFile.open(fifo, Access.WRITE).close();
            assertThatThrownBy(() -> reader.read(10, PATIENCE))
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED));
        }
    }

    @Test
    void closingFreesAReaderThatWaitsForEver() throws Exception {
        PosixFile file = PosixFile.open(fifo, Access.BOTH);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        Duty reading =
                new Duty() {
                    @Override
                    public String name() {
                        return "reader";
                    }

                    @Override
                    public boolean turn() throws Exception {
                        waiting.countDown();
                        file.read(10, Duration.ofDays(1));
                        return true;
                    }

                    @Override
                    public void close() {}
                };
        try (DutyThread thread =
                DutyThread.start(reading, Duration.ofDays(1), (who, e) -> freed.countDown())) {
            assertThat(waiting.await(5, TimeUnit.SECONDS)).isTrue();
            file.close();
            assertThat(freed.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(thread.running()).isTrue();
        }
    }

    @Test
    void whatIsNotThereIsUnpluggedAndWhatIsForbiddenIsToldApart() {
        assertThatThrownBy(() -> PosixFile.open(directory.resolve("none"), Access.READ))
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED))
                .hasMessageContaining("does not exist");
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        PosixFile file = PosixFile.open(fifo, Access.BOTH);
        file.close();
        file.close();
        assertThatThrownBy(() -> file.read(1, PATIENCE)).isInstanceOf(DeviceException.class);
    }
}
