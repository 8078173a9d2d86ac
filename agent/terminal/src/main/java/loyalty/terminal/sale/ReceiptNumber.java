package loyalty.terminal.sale;

import java.time.LocalDate;

/** What is printed on the till's own receipt; unique per store, register and business day. */
public record ReceiptNumber(String store, String register, LocalDate businessDay, String number) {
    public ReceiptNumber {
        if (number.isBlank()) {
            throw new IllegalArgumentException("a receipt has a number");
        }
    }
}
