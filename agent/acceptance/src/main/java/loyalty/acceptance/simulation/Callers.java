package loyalty.acceptance.simulation;

import java.util.List;
import java.util.Map;
import loyalty.acceptance.simulation.Line.Identity;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.RegisterFile;
import loyalty.processor.sync.Registers;
import loyalty.processor.sync.Unauthorized;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.Contact.Standing;
import loyalty.protocol.sync.SignedRequest;

/**
 * Who asks. Each so manieth request is really signed, else signing were most of the work; for the
 * others the same is found out without the arithmetic.
 */
final class Callers {
    private static final int SIGNED = 50;

    private final HeadOffice office;
    private int asked;

    Callers(HeadOffice office) {
        this.office = office;
    }

    Caller caller(Identity from, String path) throws StoreException, Unauthorized {
        if (asked++ % SIGNED > 0) {
            return known(from);
        }
        SignedRequest request =
                new SignedRequest(
                        "POST", path, Map.of(), from.holder(), CanonicalForm.hash(new byte[0]));
        return desk().caller(request, from.key().sign(request.signedBytes()));
    }

    private Registers desk() {
        return office.desks().registers();
    }

    private Caller known(Identity from) throws StoreException, Unauthorized {
        RegisterFile file =
                desk().file(from.holder().register())
                        .orElseThrow(() -> new Unauthorized("register is not enrolled here"));
        List<RegisterFile.Incarnation> all = file.incarnations();
        RegisterFile.Incarnation mine =
                all.stream()
                        .filter(each -> each.number() == from.holder().incarnation())
                        .filter(each -> each.key().equals(from.key().verifyKey().base64()))
                        .findFirst()
                        .orElseThrow(() -> new Unauthorized("not this register's key"));
        boolean live = !mine.dead() && mine.number() == all.get(all.size() - 1).number();
        Standing standing = live ? Standing.LIVE : Standing.FENCED;
        return new Caller(
                from.holder(), file.store(), file.revoked() ? Standing.REVOKED : standing);
    }
}
