package loyalty.processor.sync;

import loyalty.processor.member.Circumstances;
import loyalty.processor.store.StoreException;

/** All desks of one processor, put together once. */
public final class Desks {
    private final Programme programme;
    private final Registers registers;
    private final Members members;
    private final Merges merges;
    private final Operations operations;
    private final RightsDesk rights;
    private final FeedDesk feed;
    private final SalesDesk sales;

    public Desks(Office office, Programme programme, Replay replay, Operations.Reception heard) {
        this.programme = programme;
        this.registers = new Registers(office, programme);
        this.members = new Members(office, programme, registers);
        Estates estates = new Estates(office, programme, replay);
        this.merges = new Merges(office, estates, programme, registers);
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

    public Merges merges() {
        return merges;
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
}
