package loyalty.drivers.printer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal that ends with the process: for training mode, previews and tests. */
public final class MemoryJournal implements JobJournal {
    private static final int KEPT = 1_000;

    private final Map<String, JobRecord> records = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(String printer, PrintJob job) {
        if (records.containsKey(job.id())) return false;
        dropOldest();
        records.put(job.id(), new JobRecord(printer, job, JobState.QUEUED, ""));
        return true;
    }

    /** What has ended goes, but never a printer's last paper: its fate may still be asked for. */
    private void dropOldest() {
        if (records.size() < KEPT) return;
        records.values().stream()
                .filter(record -> record.state().ended())
                .filter(record -> last(record.printer()).filter(record::equals).isEmpty())
                .findFirst()
                .ifPresent(record -> records.remove(record.job().id()));
    }

    /** Everything known, oldest first. */
    synchronized List<JobRecord> all() {
        return List.copyOf(records.values());
    }

    @Override
    public synchronized void move(String id, JobState to, String note) {
        JobRecord record = records.get(id);
        if (record == null) throw new IllegalStateException("no such job: " + id);
        records.put(id, record.moved(to, note));
    }

    @Override
    public synchronized Optional<PrintJob> next(String printer) {
        return records.values().stream()
                .filter(record -> record.printer().equals(printer))
                .filter(record -> record.state() == JobState.QUEUED)
                .map(JobRecord::job)
                .findFirst();
    }

    @Override
    public synchronized Optional<JobRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public synchronized List<JobRecord> open(String printer) {
        return records.values().stream()
                .filter(record -> record.printer().equals(printer))
                .filter(record -> !record.state().ended())
                .toList();
    }

    @Override
    public synchronized Optional<JobRecord> last(String printer) {
        return records.values().stream()
                .filter(record -> record.printer().equals(printer))
                .filter(record -> record.state().ended())
                .filter(record -> record.job().kind() != PrintJob.Kind.DRAWER)
                .reduce((earlier, later) -> later);
    }
}
