package loyalty.processor.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Succession;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.protocol.text.JsonText;

/**
 * Makes two members one. That takes several transactions; a note stands until the last of them, so
 * that a merge whose processor died is finished by any processor.
 */
public final class Merges {
    /** Whoever began it needs no help for so long. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private static final int AT_ONCE = 100;

    private final Office office;
    private final Estates estates;
    private final Programme programme;
    private final Registers registers;

    Merges(Office office, Estates estates, Programme programme, Registers registers) {
        this.office = office;
        this.estates = estates;
        this.programme = programme;
        this.registers = registers;
    }

    /**
     * Merges two members; who survives follows from a fixed order. Repeating does no harm.
     *
     * @return the survivor's id
     */
    public String merge(String one, String other) throws StoreException {
        Account first = heir(one);
        Account second = heir(other);
        if (first.id().equals(second.id())) {
            return first.id();
        }
        boolean firstSurvives = Succession.survives(first, second);
        String survivor = firstSurvives ? first.id() : second.id();
        String loser = firstSurvives ? second.id() : first.id();
        note(loser);
        close(loser, survivor);
        estates.handOver(loser, now());
        office.store().remove(noted(loser));
        return survivor;
    }

    /** What earlier merges left on the way to the survivor is handed on. */
    private Account heir(String member) throws StoreException {
        String heir = estates.heir(member, now());
        return office.account(heir)
                .orElseThrow(() -> new IllegalArgumentException("no such member: " + member));
    }

    private Circumstances now() throws StoreException {
        return programme.circumstances(registers);
    }

    private static Home noted(String loser) {
        return new Home(Kind.MERGE, loser);
    }

    private void note(String loser) throws StoreException {
        String state = JsonText.write(Tree.mapping().put("since", office.now().toString()).node());
        office.store()
                .transact(
                        noted(loser),
                        transaction -> {
                            long version = transaction.document().map(Document::version).orElse(0L);
                            transaction.save(version + 1, state, false);
                            return true;
                        });
    }

    private void close(String loser, String survivor) throws StoreException {
        Succession succession = new Succession(office.text());
        office.store()
                .transact(
                        Home.member(loser),
                        transaction -> {
                            Account account = office.account(transaction).orElseThrow();
                            if (account.redirect().isEmpty()) {
                                succession.close(account, survivor);
                                office.save(transaction, account);
                            }
                            return true;
                        });
    }

    /** Hands over what merges that were cut short left behind. */
    public void finish() throws StoreException {
        for (Document note : office.store().page(Kind.MERGE, "", AT_ONCE)) {
            Fields fields = Fields.of(Registers.mapping(note.state()), new ArrayList<>());
            Instant since = Instant.parse(fields.requiredText("since"));
            if (!since.plus(UNDER_WAY).isAfter(office.now())) {
                estates.heir(note.home().id(), now());
                office.store().remove(note.home());
            }
        }
    }
}
