package loyalty.receipt.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Canvas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 33})
    void whatIsWrittenIsReadByTheJdkAndByUs(int wide) throws Exception {
        Bitmap picture = noise(wide, 17);

        byte[] file = PngWriter.write(picture);

        assertThat(PngReader.read(file)).isEqualTo(picture);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < wide; x++) {
                assertThat((image.getRGB(x, y) & 0xFF) == 0).isEqualTo(picture.black(x, y));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_INDEXED
            })
    void everyColourTypeOfBlackAndWhiteIsReadDotForDot(int type) throws Exception {
        Bitmap picture = noise(29, 23);
        BufferedImage image = new BufferedImage(29, 23, type);
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 29; x++) {
                image.setRGB(x, y, picture.black(x, y) ? 0xFF000000 : 0xFFFFFFFF);
            }
        }
        for (boolean interlaced : new boolean[] {false, true}) {
            assertThat(PngReader.read(png(image, interlaced))).isEqualTo(picture);
        }
    }

    @Test
    void transparentIsWhiteAndGreyIsHalfBlack() throws Exception {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 20; x < 40; x++) {
                image.setRGB(x, y, 0xFF808080);
            }
        }
        Bitmap picture = PngReader.read(png(image, false));
        int left = 0;
        int right = 0;
        for (int i = 0; i < 1600; i++) {
            left += i % 40 < 20 && picture.black(i % 40, i / 40) ? 1 : 0;
            right += i % 40 >= 20 && picture.black(i % 40, i / 40) ? 1 : 0;
        }
        assertThat(left).isZero();
        assertThat(right).isBetween(360, 440);
    }

    /** Two dots of three bytes, the second of the colour that the file calls transparent. */
    @Test
    void aColourMayMeanTransparent() throws Exception {
        byte[] dots = {0, 10, 20, 30, 10, 20, 31};
        byte[] head = {0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(file, "IHDR", head);
        chunk(file, "tRNS", new byte[] {0, 10, 0, 20, 0, 31});
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(dots);
        }
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);

        Bitmap picture = PngReader.read(file.toByteArray());

        assertThat(picture.black(0, 0)).isTrue();
        assertThat(picture.black(1, 0)).isFalse();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] body =
                ByteBuffer.allocate(4 + data.length)
                        .put(type.getBytes(StandardCharsets.US_ASCII))
                        .put(data)
                        .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        file.writeBytes(
                ByteBuffer.allocate(8 + body.length)
                        .putInt(data.length)
                        .put(body)
                        .putInt((int) sum.getValue())
                        .array());
    }

    @Test
    void aCutOrDamagedFileIsRefusedAtEveryByte() {
        byte[] file = PngWriter.write(noise(16, 4));
        for (int i = 0; i < file.length; i++) {
            byte[] cut = Arrays.copyOf(file, i);
            assertThatThrownBy(() -> PngReader.read(cut))
                    .isInstanceOf(UnreadablePictureException.class);
            byte[] damaged = file.clone();
            damaged[i] ^= 0x55;
            assertThatThrownBy(() -> PngReader.read(damaged))
                    .isInstanceOf(UnreadablePictureException.class);
        }
    }

    @Test
    void aPictureLargerThanAnyPaperIsRefusedBeforeItIsUnpacked() {
        byte[] file = PngWriter.write(new Canvas(2100, 2000).bitmap());

        assertThatThrownBy(() -> PngReader.read(file)).hasMessageContaining("too many for paper");
    }

    private static Bitmap noise(int wide, int high) {
        Random random = new Random(5);
        Canvas canvas = new Canvas(wide, high);
        for (int i = 0; i < wide * high; i++) {
            if (random.nextBoolean()) {
                canvas.dot(i % wide, i / wide);
            }
        }
        return canvas.bitmap();
    }

    private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png")
                        .next();
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setProgressiveMode(
                interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), options);
        }
        return out.toByteArray();
    }
}
