package loyalty.drivers.code;

/** Arithmetic that catches a misread digit. */
public enum CheckDigit {
    /** None to check. */
    NONE {
        @Override
        public boolean holds(String digits) {
            return true;
        }
    },
    /** EAN-8, UPC-A, EAN-13, GTIN-14 and every other GS1 number. */
    GS1 {
        @Override
        public boolean holds(String digits) {
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int fromRight = digits.length() - 1 - i;
                sum += (digits.charAt(i) - '0') * (fromRight % 2 == 0 ? 1 : 3);
            }
            return sum % 10 == 0;
        }
    },
    /** Bank cards and many loyalty cards. */
    LUHN {
        @Override
        public boolean holds(String digits) {
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digits.charAt(i) - '0';
                int doubled = (digits.length() - i) % 2 == 0 ? digit * 2 : digit;
                sum += doubled > 9 ? doubled - 9 : doubled;
            }
            return sum % 10 == 0;
        }
    };

    /** True if the last of these digits, which are ASCII digits all, fits the others. */
    public abstract boolean holds(String digits);
}
