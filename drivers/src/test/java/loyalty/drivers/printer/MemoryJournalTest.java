package loyalty.drivers.printer;

class MemoryJournalTest extends JournalContract {
    @Override
    protected JobJournal open() {
        return new MemoryJournal();
    }
}
