package loyalty.terminal.settings;

import java.util.List;

/**
 * How scanned or typed codes are told apart.
 *
 * @param cards the card ranges of the programme
 * @param promoCodes the pattern of promo codes; empty for none
 * @param country the calling code put before a phone typed in its national form, such as 375
 */
public record CodeSettings(List<CardRange> cards, String promoCodes, String country) {
    public CodeSettings {
        cards = List.copyOf(cards);
    }

    /** How a card's last digit is checked. */
    public enum CheckDigit {
        EAN13,
        LUHN,
        NONE
    }

    /** Card numbers: their first digits, their length, their check digit. */
    public record CardRange(String prefix, int length, CheckDigit check) {}
}
