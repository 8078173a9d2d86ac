package loyalty.benchmarks.receipts;

import com.github.anastaciocintra.escpos.EscPos;
import com.github.anastaciocintra.escpos.EscPosConst.Justification;
import com.github.anastaciocintra.escpos.Style;
import com.github.anastaciocintra.escpos.Style.FontSize;
import com.github.anastaciocintra.escpos.barcode.BarCode;
import com.github.anastaciocintra.escpos.barcode.QRCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The sample receipt as one writes it with escpos-coffee. */
final class CoffeeReceipt {
    private static final int COLUMNS = 48;

    private CoffeeReceipt() {}

    static byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EscPos printer = new EscPos(out)) {
            write(printer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(EscPos printer) throws IOException {
        Style plain = new Style();
        Style bold = new Style().setBold(true);
        Style wide = new Style().setFontSize(FontSize._2, FontSize._1);
        Style centre = new Style().setJustification(Justification.Center);
        Style title = new Style(centre).setFontSize(FontSize._2, FontSize._2);
        printer.initializePrinter();
        printer.setCharacterCodeTable(EscPos.CharacterCodeTable.CP866_Cyrillic_2);
        printer.writeLF(title, "VЁSKA");
        printer.writeLF(new Style(centre).setBold(true), "Кофейня на Невском");
        printer.feed(plain, 1);
        printer.writeLF(plain, item("Кофе зерновой арабика 250 г", "2", "720,00"));
        printer.writeLF(plain, item("Молоко топлёное 3,2%", "1", "89,90"));
        printer.writeLF(plain, item("Булочка московская №5", "1", "45,00"));
        printer.writeLF(plain, "─".repeat(COLUMNS));
        printer.write(bold, "ИТОГО");
        printer.write(plain, " ".repeat(COLUMNS - 5 - 12));
        printer.writeLF(wide, "854,90");
        printer.writeLF(plain, pair("Начислено", "+42"));
        printer.writeLF(plain, pair("Баланс", "1 042 балла"));
        printer.feed(plain, 1);
        printer.writeLF(centre, "Спасибо за покупку!");
        printer.write(
                new BarCode()
                        .setSystem(BarCode.BarCodeSystem.JAN13_A)
                        .setBarCodeSize(3, 60)
                        .setHRIPosition(BarCode.BarCodeHRIPosition.BelowBarCode)
                        .setJustification(Justification.Center),
                "4600000000015");
        printer.write(
                new QRCode()
                        .setSize(5)
                        .setErrorCorrectionLevel(QRCode.QRErrorCorrectionLevel.QR_ECLEVEL_M_Default)
                        .setJustification(Justification.Center),
                "https://vaska.example/c/1024");
        printer.cut(EscPos.CutMode.PART);
    }

    private static String item(String name, String count, String sum) {
        String gap = " ".repeat(COLUMNS - 13 - name.length() + 3 - count.length());
        return name + gap + count + " ".repeat(10 - sum.length()) + sum;
    }

    private static String pair(String left, String right) {
        return left + " ".repeat(COLUMNS - left.length() - right.length()) + right;
    }
}
