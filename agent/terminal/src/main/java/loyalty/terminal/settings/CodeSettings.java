package loyalty.terminal.settings;

import java.security.PublicKey;
import java.util.Map;
import loyalty.drivers.code.CodeRules;

/**
 * How scanned or typed codes are told apart.
 *
 * @param rules cards, phones, promo codes, receipts
 * @param issuers public keys of those who sign QR codes, by name
 */
public record CodeSettings(CodeRules rules, Map<String, PublicKey> issuers) {
    public CodeSettings {
        issuers = Map.copyOf(issuers);
    }
}
