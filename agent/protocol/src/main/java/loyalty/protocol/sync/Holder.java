package loyalty.protocol.sync;

import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * Who holds a spending right: a register in one of its incarnations. A register gets a new
 * incarnation at enrolment, replacement and restore, and spends only that one's rights.
 */
public record Holder(String register, long incarnation) {
    public Holder {
        Wire.notBlank(register, "register");
        Wire.notNegative(incarnation, "incarnation");
    }

    public static Holder read(Fields fields) {
        return new Holder(fields.requiredText("register"), Wire.count(fields, "incarnation"));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("register", register).put("incarnation", incarnation).node();
    }

    @Override
    public String toString() {
        return register + "#" + incarnation;
    }
}
