package loyalty.protocol.sync;

import java.util.Map;

/** What an operation does; each kind has a body of its own. */
public enum OperationKind {
    /** A confirmed sale, {@link SaleBody}; without a member if the customer did not identify. */
    SALE("sale"),
    /** Goods came back, {@link ReturnBody}. */
    RETURN("return"),
    /** A new member, or a known phone or card with more data, {@link EnrolBody}. */
    ENROL("enrol"),
    /** Points outside a purchase, {@link GrantBody}. */
    GRANT("grant"),
    /** A register gives up a reservation, {@link ReservationBody}; leaves a tombstone. */
    CANCEL("cancel"),
    /** A register gives rights back, {@link RightsBody}. */
    RIGHTS_RETURN("rightsReturn"),
    /** Rights went from one register to another in the store, {@link Transfer}. */
    TRANSFER("transfer");

    static final Map<String, OperationKind> WORDS = Wire.words(values(), OperationKind::word);

    private final String word;

    OperationKind(String word) {
        this.word = word;
    }

    /** The name on the wire. */
    public String word() {
        return word;
    }
}
