package loyalty.processor.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.load.MemberImport.Progress;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.text.JsonText;

/** How far the import of one file is, kept with what it took in. */
final class ImportPlace {
    private final Store store;
    private final Home home;

    ImportPlace(Store store, Path file) throws IOException {
        this.store = store;
        this.home = new Home(Kind.JOB, "import:" + Digests.sha256Hex(fingerprint(file)));
    }

    /** Name, size and time: another file under the same name is another import. */
    private static String fingerprint(Path file) throws IOException {
        return file.toAbsolutePath()
                + " "
                + Files.size(file)
                + " "
                + Files.getLastModifiedTime(file).toMillis();
    }

    Progress progress() throws StoreException {
        Optional<Document> known = store.find(home);
        if (known.isEmpty()) {
            return new Progress(0, 0, 0);
        }
        try {
            Fields fields = Fields.of(JsonText.read(known.get().state(), "job"), new ArrayList<>());
            return new Progress(
                    fields.whole("lines", 0, 0, Long.MAX_VALUE),
                    fields.whole("taken", 0, 0, Long.MAX_VALUE),
                    fields.whole("wrong", 0, 0, Long.MAX_VALUE));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("the import's progress is damaged", e);
        }
    }

    void keep(Progress progress) throws StoreException {
        Node.Mapping state =
                Tree.mapping()
                        .put("lines", progress.lines())
                        .put("taken", progress.taken())
                        .put("wrong", progress.wrong())
                        .node();
        store.transact(
                home,
                transaction -> {
                    transaction.save(1, JsonText.write(state), false);
                    return true;
                });
    }
}
