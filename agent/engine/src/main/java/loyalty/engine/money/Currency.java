package loyalty.engine.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The one currency of a programme and how its amounts are written.
 *
 * @param code of ISO 4217
 * @param digits after the decimal point
 */
public record Currency(String code, int digits) {
    /** A bound on every single amount, so that no sum of a thousand lines can overflow. */
    public static final long MAX_MINOR = 1_000_000_000_000_000L;

    public Currency {
        if (digits < 0 || digits > 4) {
            throw new IllegalArgumentException("digits of " + code + ": " + digits);
        }
    }

    /** Empty if ISO 4217 does not know the code or gives it no minor unit. */
    public static Optional<Currency> of(String code) {
        return java.util.Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(code))
                .filter(known -> known.getDefaultFractionDigits() >= 0)
                .findFirst()
                .map(known -> new Currency(code, known.getDefaultFractionDigits()));
    }

    /** Empty if it is finer than the minor unit or beyond {@link #MAX_MINOR}. */
    public Optional<Money> money(BigDecimal amount) {
        BigDecimal minor = amount.movePointRight(digits);
        if (minor.stripTrailingZeros().scale() > 0
                || minor.abs().compareTo(BigDecimal.valueOf(MAX_MINOR)) > 0) {
            return Optional.empty();
        }
        return Optional.of(Money.of(minor.longValueExact()));
    }

    /** As a plain decimal with all digits of the currency: {@code 199.90}. */
    public String text(Money amount) {
        return BigDecimal.valueOf(amount.minor(), digits).toPlainString();
    }
}
