package loyalty.receipt.code;

/** The last digit of EAN and UPC codes: made if missing, refused if wrong. */
final class CheckDigit {
    private CheckDigit() {}

    /** The full code, for {@code length} digits with or without their check digit. */
    static String complete(String data, int length, String kind) throws UnprintableCodeException {
        if (!data.matches("[0-9]{" + length + "," + (length + 1) + "}")) {
            throw new UnprintableCodeException(
                    kind
                            + " takes "
                            + length
                            + " digits, and one more if the check digit is given");
        }
        String body = data.substring(0, length);
        return checked(data, body + of(body));
    }

    static String completeUpcE(String data) throws UnprintableCodeException {
        if (!data.matches("0[0-9]{6,7}")) {
            throw new UnprintableCodeException(
                    "UPC-E takes 0 and six digits, and a check digit if given");
        }
        return checked(data, data.substring(0, 7) + of(widened(data)));
    }

    private static String checked(String given, String right) throws UnprintableCodeException {
        if (!right.startsWith(given)) {
            throw new UnprintableCodeException(
                    given
                            + " has a wrong check digit (it should end in "
                            + right.charAt(right.length() - 1)
                            + ")");
        }
        return right;
    }

    /** The eleven digits of UPC-A that a UPC-E code stands for. */
    private static String widened(String e) {
        char last = e.charAt(6);
        return switch (last) {
            case '0', '1', '2' -> e.substring(0, 3) + last + "0000" + e.substring(3, 6);
            case '3' -> e.substring(0, 4) + "00000" + e.substring(4, 6);
            case '4' -> e.substring(0, 5) + "00000" + e.charAt(5);
            default -> e.substring(0, 6) + "0000" + last;
        };
    }

    /** Weights 3 and 1 from the right. */
    private static int of(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int weight = (body.length() - i) % 2 == 1 ? 3 : 1;
            sum += weight * (body.charAt(i) - '0');
        }
        return (10 - sum % 10) % 10;
    }
}
