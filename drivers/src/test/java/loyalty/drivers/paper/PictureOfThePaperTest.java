package loyalty.drivers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.printer.TestPictures;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Page;
import loyalty.receipt.raster.Dots;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What comes out of the machine is, dot for dot, what the preview shows. (Machines that take
 * pictures in strips of 24 rows round their height up: here pictures are 48 high.)
 */
class PictureOfThePaperTest {
    private static final String DOCUMENT =
            """
            ^^^Kofe
            |Кофе "жирный" и _черта_| 12,50
            `  БАЛАНС  ` | ^1042
            ~mid~
            x | y | z
            ^^^^Big | small
            {width:* 8 8}
            Название товара длинное | 2| 1,00

            ещё | 1| 2,00
            {width:*}
            {image:%s}
            {code:https://vaska.example/c/1024;option:qrcode,4,m}
            {align:right}
            {width:20}
            {image:%s}
            | край
            """
                    .formatted(TestPictures.PLAIN, TestPictures.PLAIN);

    @ParameterizedTest
    @CsvSource({
        "epson-tm-t20iii",
        "epson-tm-t88v",
        "generic-80",
        "generic-58",
        "wincor-th230plus",
        "star-tsp654ii",
        "citizen-ct-s651",
        "rongta-rp326",
        "sunmi-v2"
    })
    void dotForDot(String model) throws Exception {
        PrinterProfile profile = Profiles.bundled().need(model);
        Page page = ReceiptLine.lay(DOCUMENT, profile.paper().columns());
        PrinterMachine machine = new PrinterMachine(Models.of(profile));
        byte[] bytes =
                new Encoders(profile)
                        .alone(new Encoders(profile).pages(LetterRules.USUAL).encode(page));
        PaperShowsThePageTest.feed(machine, bytes);
        PaperShowsThePageTest.save("dots-" + model, machine.paper());
        assertThat(machine.refusals()).isEmpty();
        Bitmap paper = machine.paper().picture();
        Bitmap preview = Dots.of(page);
        for (int y = 0; y < preview.high(); y++) {
            for (int x = 0; x < preview.wide(); x++) {
                if (paper.black(x, y) != preview.black(x, y)) {
                    assertThat("dot " + x + "," + y).as("differs from the preview").isEmpty();
                }
            }
        }
    }
}
