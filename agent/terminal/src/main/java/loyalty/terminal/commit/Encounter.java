package loyalty.terminal.commit;

import java.time.Duration;
import java.util.Optional;
import loyalty.protocol.sync.Contact;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.database.StorageException;

/**
 * What every answer of the processor says besides: its time, how it sees this register, whether it
 * is still the one it was. Thread: till.
 */
final class Encounter {
    /** Longer than a long poll, whose answer tells the time of its end. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final Book book;

    Encounter(Book book) {
        this.book = book;
    }

    /** Joins the surrounding transaction. */
    void met(Contact contact, Moment sent) throws StorageException {
        Settings settings = book.settings();
        if (book.clock().atMostSince(sent).compareTo(FRESH) <= 0) { // it may have lain here since
            book.clock().contact(contact.time());
            book.saveClock();
        }
        if (contact.standing() == Contact.Standing.FENCED) {
            book.fence("the processor says so");
        } else if (!book.register().fenced()) {
            book.term().renew(sent, contact.term());
        }
        if (!settings.word("standing").equals(Optional.of(contact.standing().name()))) {
            settings.put("standing", contact.standing().name());
            book.note("register.standing", book.register().name(), contact.standing().name());
        }
        Optional<String> before = settings.word("generation");
        if (!before.equals(Optional.of(contact.generation()))) {
            settings.put("generation", contact.generation());
            if (before.isPresent()) {
                settings.put("cursor", "");
                settings.put("snapshot.page", "");
                settings.putNumber("totals.due", 1);
                book.members().versionsOver();
                book.replies().sendAgainAllBut(book.register().incarnation());
                book.note("processor.restored", contact.generation(), before.get());
            }
        }
        if (contact.totalsWanted() && settings.number("totals.due") != 1) {
            settings.putNumber("totals.due", 1);
        }
        if (settings.number("offline.redemptions") != 0) {
            settings.putNumber("offline.redemptions", 0);
            book.database().run("delete from trust");
        }
    }
}
