package loyalty.acceptance.simulation;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loyalty.acceptance.simulation.audit.Books;
import loyalty.acceptance.simulation.audit.Decisions;
import loyalty.processor.store.StoreException;

/**
 * The last copy of the processor's database. Once it is put back, what was spent or bound since may
 * be paid a second time.
 */
final class Backup {
    private final HeadOffice office;
    private final People people;
    private final Decisions decisions;
    private final Path file;
    private boolean made;
    private int restores;

    Backup(HeadOffice office, People people, Decisions decisions, Path file) {
        this.office = office;
        this.people = people;
        this.decisions = decisions;
        this.file = file;
    }

    void make() throws StoreException {
        office.database().copyTo(file);
        made = true;
    }

    /** The processor begins again with it; false if there is none yet. */
    boolean putBack() throws StoreException {
        if (!made) {
            return false;
        }
        Map<String, Books.Lot> before = office.books().lots();
        office.live();
        office.database().putBack(file);
        decisions.putBack();
        people.wereForgotten();
        office.start();
        restores++;
        Map<String, Books.Lot> after = office.books().lots();
        before.forEach(
                (id, lot) ->
                        decisions.allow(
                                id, Books.forgotten(lot, Optional.ofNullable(after.get(id)))));
        return true;
    }

    int restores() {
        return restores;
    }
}
