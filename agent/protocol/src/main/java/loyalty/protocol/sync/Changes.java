package loyalty.protocol.sync;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * An answer of {@code GET /v1/changes?after=CURSOR&wait=SECONDS&limit=N} or a page of {@code GET
 * /v1/snapshot?page=TOKEN&limit=N}. A cursor of another generation, or older than what is kept, is
 * answered 410 with code {@code cursor-gone}: load a snapshot.
 *
 * @param cursor opaque; of a feed answer: ask after this next, stored in the transaction that
 *     applies the changes. Of a snapshot page: the feed's horizon before the first page, the same
 *     on every page; the feed continues there after the last page
 * @param next of a snapshot: the token of the next page, none on the last; of a feed: none
 * @param more of a feed: ask again at once, there is more
 */
public record Changes(
        List<Change> changes, String cursor, Optional<String> next, boolean more, Contact contact) {
    public Changes {
        changes = List.copyOf(changes);
        Wire.notBlank(cursor, "cursor");
    }

    public static Changes read(Node node) throws InvalidDocumentException {
        return Wire.document(node, Changes::read);
    }

    private static Changes read(Fields fields) {
        return new Changes(
                fields.each("changes", Change::read),
                fields.requiredText("cursor"),
                fields.text("next"),
                fields.truth("more", false),
                Contact.read(fields.requiredMapping("contact")));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("changes", changes, Change::toNode)
                .put("cursor", cursor)
                .putText("next", next)
                .put("more", more)
                .put("contact", contact.toNode())
                .node();
    }
}
