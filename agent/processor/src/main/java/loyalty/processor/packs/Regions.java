package loyalty.processor.packs;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import loyalty.protocol.text.JsonText;

/** Which stores a region has, so that a pack can be given to a region. */
public final class Regions {
    private final Office office;

    public Regions(Office office) {
        this.office = office;
    }

    /** None if the region is not known. */
    public Set<String> stores(String region) throws StoreException {
        Optional<Document> found = office.store().find(home(region));
        if (found.isEmpty()) {
            return Set.of();
        }
        try {
            Fields fields =
                    Fields.of(JsonText.read(found.get().state(), "region"), new ArrayList<>());
            return new TreeSet<>(fields.texts("stores"));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a region's record is damaged", e);
        }
    }

    /** From now on the region has these stores; what was given to them stays. */
    public void keep(String region, Set<String> stores) throws StoreException {
        String state =
                JsonText.write(
                        Tree.mapping().put("stores", new TreeSet<>(stores), Tree::text).node());
        office.store()
                .transact(
                        home(region),
                        transaction -> {
                            long version =
                                    transaction.document().map(Document::version).orElse(0L) + 1;
                            transaction.save(version, state, false);
                            return true;
                        });
    }

    private static Home home(String region) {
        return new Home(Kind.REGION, region);
    }
}
