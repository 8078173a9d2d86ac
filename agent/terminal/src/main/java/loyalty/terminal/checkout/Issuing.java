package loyalty.terminal.checkout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.engine.codes.DerivedCode;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.AnnouncedCode;

/** Makes the codes that a sale gives; any register of the programme can check them by itself. */
final class Issuing {
    private final Supplier<String> secret;

    /**
     * @param secret of this register, so that serials cannot be foreseen
     */
    Issuing(Supplier<String> secret) {
        this.secret = secret;
    }

    /** Nothing where the programme has no key for codes. */
    List<Node.Mapping> codes(String sale, Quoted quoted) {
        List<Node.Mapping> codes = new ArrayList<>();
        RulePack pack = quoted.rules().pack();
        if (!pack.settings().codeKey().isEmpty()) {
            List<AnnouncedCode> announced = quoted.quote().codesIssued();
            for (int i = 0; i < announced.size(); i++) {
                codes.add(code(sale + "#" + i, announced.get(i), quoted, pack));
            }
        }
        return List.copyOf(codes);
    }

    private Node.Mapping code(String name, AnnouncedCode code, Quoted quoted, RulePack pack) {
        Optional<LocalDate> lastDay =
                code.expiresAt().map(at -> LocalDate.ofInstant(at.minusNanos(1), pack.zone()));
        String text =
                new DerivedCode(pack.settings().codeKey(), code.promotion())
                        .issue(
                                secret.get(),
                                name,
                                quoted.quote().memberId(),
                                code.transferable(),
                                lastDay);
        Tree tree =
                Tree.mapping()
                        .put("code", text)
                        .put("issuer", code.issuer())
                        .put("promotion", code.promotion())
                        .put("transferable", code.transferable());
        code.expiresAt().ifPresent(at -> tree.put("expiresAt", Times.text(at, pack.zone())));
        return tree.node();
    }
}
