package loyalty.processor.member;

import java.math.BigDecimal;

/**
 * How the programme writes points and money: both are whole units inside. They never change in a
 * programme's life.
 *
 * @param pointDecimals of a point
 * @param moneyDecimals of the currency
 */
public record Amounts(int pointDecimals, int moneyDecimals) {
    public Amounts {
        if (pointDecimals < 0 || pointDecimals > 2 || moneyDecimals < 0 || moneyDecimals > 4) {
            throw new IllegalArgumentException(pointDecimals + ", " + moneyDecimals);
        }
    }

    public String points(long units) {
        return BigDecimal.valueOf(units, pointDecimals).toPlainString();
    }

    public String money(long minor) {
        return BigDecimal.valueOf(minor, moneyDecimals).toPlainString();
    }

    /**
     * Points as people write them, in whole units.
     *
     * @throws ArithmeticException if it is finer than the scale
     * @throws NumberFormatException if it is no number
     */
    public long points(String text) {
        return new BigDecimal(text.strip()).movePointRight(pointDecimals).longValueExact();
    }

    /** Money as people write it, in minor units. */
    public long money(String text) {
        return new BigDecimal(text.strip()).movePointRight(moneyDecimals).longValueExact();
    }
}
