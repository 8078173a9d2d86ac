package loyalty.processor.sync;

import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Succession;
import loyalty.processor.store.Home;
import loyalty.processor.store.StoreException;

/** All desks of one processor, put together once. */
public final class Desks {
    private final Office office;
    private final Programme programme;
    private final Registers registers;
    private final Members members;
    private final Estates estates;
    private final Operations operations;
    private final RightsDesk rights;
    private final FeedDesk feed;
    private final SalesDesk sales;

    public Desks(Office office, Programme programme, Replay replay, Operations.Reception heard) {
        this.office = office;
        this.programme = programme;
        this.registers = new Registers(office, programme);
        this.members = new Members(office, programme, registers);
        this.estates = new Estates(office, programme, replay);
        this.operations =
                new Operations(office, programme, registers, members, estates, replay, heard);
        this.rights = new RightsDesk(office, programme, registers, estates);
        this.feed = new FeedDesk(office, programme, registers);
        this.sales = new SalesDesk(office, members, registers);
    }

    public Programme programme() {
        return programme;
    }

    public Registers registers() {
        return registers;
    }

    public Members members() {
        return members;
    }

    public Operations operations() {
        return operations;
    }

    public RightsDesk rights() {
        return rights;
    }

    public FeedDesk feed() {
        return feed;
    }

    public SalesDesk sales() {
        return sales;
    }

    /** What bookings must know, now. */
    public Circumstances circumstances() throws StoreException {
        return programme.circumstances(registers);
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
        estates.handOver(loser, circumstances());
        return survivor;
    }

    /** What merges that were cut short left on the way to the survivor is handed on. */
    private Account heir(String member) throws StoreException {
        String heir = estates.heir(member, circumstances());
        return office.account(heir).orElseThrow(() -> missing(member));
    }

    private static IllegalArgumentException missing(String member) {
        return new IllegalArgumentException("no such member: " + member);
    }
}
