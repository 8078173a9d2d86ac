package loyalty.drivers.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.drivers.encode.Bytes;
import loyalty.drivers.encode.RealTime;
import loyalty.receipt.code.CodeOption;
import loyalty.receipt.code.Symbols;
import loyalty.receipt.page.Symbol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in front of a code's data counts too: its length may be half of a real-time command. */
class EscPosCodesTest {
    @ParameterizedTest
    @ValueSource(ints = {1036, 1037, 1038, 1293})
    void noQrCodeIsHeardAsARealTimeCommand(int length) throws Exception {
        Symbol symbol = Symbols.of(CodeOption.read("qrcode"), "a".repeat(length));
        Bytes out = new Bytes();
        EscPosCodes codes = new EscPosCodes(out);

        assertThat(codes.can(symbol)).isEqualTo(length == 1036 || length == 1038);

        codes.qr(symbol);
        assertThat(RealTime.in(out.all())).isEqualTo(!codes.can(symbol));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17})
    void noBarsAreHeardAsARealTimeCommand(int length) throws Exception {
        String data = "\u0004" + "A".repeat(length - 1);
        Symbol symbol = Symbols.of(CodeOption.read("code93"), data);
        Bytes out = new Bytes();
        EscPosCodes codes = new EscPosCodes(out);

        assertThat(codes.can(symbol)).isEqualTo(length != 16);

        codes.bars(symbol);
        assertThat(RealTime.in(out.all())).isEqualTo(!codes.can(symbol));
    }
}
