package loyalty.terminal.sale;

/** The name of a sale, made once by the register and kept through every retry. */
public record SaleId(String value) {
    public SaleId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a sale id has 1 to 64 characters: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
