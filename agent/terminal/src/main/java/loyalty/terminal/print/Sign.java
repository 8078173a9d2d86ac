package loyalty.terminal.print;

import java.util.Optional;

/**
 * What a store calls itself on paper; empty texts are left out.
 *
 * @param install where a customer gets the card onto the phone; {@code {member}} stands for the
 *     member's id
 */
public record Sign(String name, String address, String taxId, String install) {
    private static final String MEMBER = "{member}";

    /** A store that has only a name. */
    public static Sign of(String name) {
        return new Sign(name, "", "", "");
    }

    /** The address of this member's card; of a new one for who is no member yet. */
    Optional<String> install(Optional<String> member) {
        return Optional.of(install.replace(MEMBER, member.orElse("")))
                .filter(address -> !address.isEmpty());
    }
}
