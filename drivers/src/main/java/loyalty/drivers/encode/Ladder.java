package loyalty.drivers.encode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.receipt.codepage.Substitutes;

/**
 * Finds a way to say a text on the code pages of a printer: the page in use, else another page,
 * else a substitute. What is left after that is for whoever asks.
 */
final class Ladder {
    private final List<NumberedPage> pages;
    private final boolean substitute;

    Ladder(List<NumberedPage> pages, boolean substitute) {
        this.pages = List.copyOf(pages);
        this.substitute = substitute;
    }

    List<NumberedPage> pages() {
        return pages;
    }

    /** True if some page has the letter. ASCII is on all of them. */
    boolean has(int codePoint) {
        if (plain(codePoint)) return true;
        for (NumberedPage page : pages) {
            if (page.code(codePoint) >= 0) return true;
        }
        return false;
    }

    private static boolean plain(int codePoint) {
        return codePoint >= 0x20 && codePoint < 0x7F;
    }

    /**
     * The text with substitutes for letters that no page has; empty if there is one without.
     *
     * @param replaced told each letter and its substitute
     */
    Optional<String> sayable(String text, Replaced replaced) {
        StringBuilder said = new StringBuilder();
        boolean whole = true;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int letter = text.codePointAt(at);
            if (has(letter)) {
                said.appendCodePoint(letter);
                continue;
            }
            Optional<String> instead = instead(letter);
            instead.ifPresent(said::append);
            replaced.tell(Character.toString(letter), instead.orElse(""));
            whole &= instead.isPresent();
        }
        return whole ? Optional.of(said.toString()) : Optional.empty();
    }

    private Optional<String> instead(int letter) {
        if (!substitute) return Optional.empty();
        return Substitutes.candidates(letter).stream()
                .filter(candidate -> candidate.codePoints().allMatch(this::has))
                .findFirst();
    }

    /**
     * Cuts a sayable text into pieces of one page each, with as few changes of page as possible.
     *
     * @param inUse the index of the page the printer is in; -1 if unknown
     */
    List<Piece> pieces(String text, int inUse) {
        int[] letters = text.codePoints().toArray();
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        int page = inUse;
        while (at < letters.length) {
            int end = reach(letters, at, page);
            if (end == at) {
                page = farthest(letters, at);
                end = reach(letters, at, page);
            }
            pieces.add(piece(letters, at, end, page));
            at = end;
        }
        return pieces;
    }

    /** How far one can go from {@code at} without leaving the page; -1 knows ASCII only. */
    private int reach(int[] letters, int at, int page) {
        int end = at;
        while (end < letters.length && onPage(letters[end], page)) end++;
        return end;
    }

    private boolean onPage(int letter, int page) {
        return plain(letter) || (page >= 0 && pages.get(page).code(letter) >= 0);
    }

    private int farthest(int[] letters, int at) {
        int best = 0;
        for (int i = 1; i < pages.size(); i++) {
            if (reach(letters, at, i) > reach(letters, at, best)) best = i;
        }
        if (reach(letters, at, best) == at) {
            throw new IllegalStateException("not sayable: " + Character.toString(letters[at]));
        }
        return best;
    }

    private Piece piece(int[] letters, int from, int to, int page) {
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            ascii &= plain(letters[i]);
            codes.write(plain(letters[i]) ? letters[i] : pages.get(page).code(letters[i]));
        }
        return new Piece(ascii ? -1 : page, codes.toByteArray());
    }

    /** Told what stands in for what; an empty substitute means there is none. */
    interface Replaced {
        void tell(String letter, String by);
    }
}
