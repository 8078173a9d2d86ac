package loyalty.terminal.commit;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/** The sales that a ledger still has, oldest first; for looking back, in a copy of a ledger. */
public final class PastSales {
    private PastSales() {}

    public static List<SaleBody> of(Database database) throws StorageException {
        List<byte[]> bodies =
                database.list(
                        "select body from operation where kind = 'sale' order by position",
                        row -> row.getBytes(1));
        List<SaleBody> sales = new ArrayList<>();
        for (byte[] body : bodies) {
            try {
                Operation operation = Operation.read(JsonText.read(body, "ledger"));
                sales.add(SaleBody.read(operation.body()));
            } catch (InvalidDocumentException e) {
                throw new StorageException(
                        StorageFault.CORRUPT, "a sale in the ledger cannot be read", e);
            }
        }
        return List.copyOf(sales);
    }
}
