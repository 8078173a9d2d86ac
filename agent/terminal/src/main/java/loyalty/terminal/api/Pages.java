package loyalty.terminal.api;

import java.io.IOException;
import java.io.InputStream;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Resources;
import loyalty.protocol.http.Routes;
import loyalty.protocol.text.YamlText;

/** The cashier page, the customer display, the receipts page, and the description of the API. */
final class Pages {
    private final Resources files = new Resources(Pages.class, "/web");
    private final Access access;

    Pages(Access access) {
        this.access = access;
    }

    void addTo(Routes routes) {
        routes.get("/", request -> page(request, "cashier.html"));
        routes.get("/display", request -> page(request, "display.html"));
        routes.get("/receipts", request -> page(request, "receipts.html"));
        routes.get("/web/{file}", request -> files.file(request, request.place("file")));
        routes.get("/v1/openapi.json", request -> Answer.json(200, openApi()));
    }

    private Answer page(Request request, String name) throws Refusal, IOException {
        return access.withSession(request, files.file(request, name));
    }

    /** The description as it is packed with the program. */
    static Node openApi() throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in the jar");
            }
            return YamlText.read(in.readAllBytes(), "openapi.yaml");
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("openapi.yaml in the jar cannot be read", e);
        }
    }
}
