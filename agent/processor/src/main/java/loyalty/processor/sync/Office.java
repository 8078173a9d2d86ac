package loyalty.processor.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import loyalty.processor.member.Account;
import loyalty.processor.member.AccountText;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;

/** What every desk needs: the store, the keys, the settings and the time. */
public record Office(Store store, Keys keys, ProcessorSettings settings, InstantSource clock) {
    private static final int MAX_REDIRECTS = 10;

    public Instant now() {
        return clock.instant();
    }

    AccountText text() {
        return new AccountText(keys.personal());
    }

    /** A member's account as it is now; for looking, not for changing. */
    public Optional<Account> account(String member) throws StoreException {
        return store.find(Home.member(member)).map(Document::state).map(text()::read);
    }

    /** The account of the transaction's member, to be changed. */
    public Optional<Account> account(Transaction transaction) {
        return transaction.document().map(Document::state).map(text()::read);
    }

    /** Stores a changed account: next version, feed, and who holds points of it. */
    public void save(Transaction transaction, Account account) throws StoreException {
        account.check();
        account.touched();
        transaction.save(account.version(), text().write(account), true);
        if (account.boundElsewhere()) {
            transaction.bound(account.bound());
        }
    }

    /** The member, or whoever it is by now if it was merged. */
    public Optional<Account> current(String member) throws StoreException {
        Optional<Account> found = account(member);
        for (int i = 0; i < MAX_REDIRECTS && found.isPresent(); i++) {
            Optional<String> redirect = found.get().redirect();
            if (redirect.isEmpty()) {
                return found;
            }
            found = account(redirect.get());
        }
        return found;
    }

    /** The account that a document holds. */
    public Account account(Document document) {
        return text().read(document.state());
    }

    /** The account as it would be stored next, a new one first; to be stored with many others. */
    public Document next(Account account) {
        account.check();
        account.touched();
        return new Document(Home.member(account.id()), account.version(), text().write(account));
    }
}
