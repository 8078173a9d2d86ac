package loyalty.terminal.settings;

import java.util.List;

/**
 * Which register this is.
 *
 * @param name unique in the chain, such as {@code msk-1-02}
 * @param store the store's name in packs
 * @param region the store's region in packs; may be empty
 * @param channel the channel of sales that do not name one
 * @param language of texts for the cashier and on receipts, as {@code ru}
 * @param languages those that the cashier page offers, the first one first
 */
public record RegisterSettings(
        String name,
        String store,
        String region,
        String channel,
        String language,
        List<String> languages) {
    public RegisterSettings {
        languages = List.copyOf(languages);
    }
}
