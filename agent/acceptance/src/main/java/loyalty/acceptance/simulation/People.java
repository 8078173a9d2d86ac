package loyalty.acceptance.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.acceptance.simulation.audit.Decisions;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.RegisterFile;
import loyalty.processor.sync.Registers;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/**
 * The people beside the processor: they release rights, merge members, revoke and trust registers.
 * What a death of the processor cut short they do again.
 */
final class People {
    private final HeadOffice office;
    private final SimulatedTime time;
    private final Decisions decisions;
    private final Set<Release> toRelease = new LinkedHashSet<>();
    private final Set<Holder> declared = new LinkedHashSet<>();
    private final Set<List<String>> toMerge = new LinkedHashSet<>();
    private final Set<List<String>> merged = new LinkedHashSet<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private int releases;
    private int merges;

    /** A register to be declared dead; {@code patient} people wait for its term and guard. */
    private record Release(Holder holder, boolean patient) {}

    People(HeadOffice office, SimulatedTime time, Decisions decisions) {
        this.office = office;
        this.time = time;
        this.decisions = decisions;
    }

    private Registers desk() {
        return office.desks().registers();
    }

    // ---- what they decide ----------------------------------------------------------------------

    void release(Holder holder, boolean patient) {
        toRelease.add(new Release(holder, patient));
    }

    void merge(String one, String other) {
        toMerge.add(List.of(one, other));
    }

    /** Nothing decided is still to be done. */
    boolean areIdle() {
        return toRelease.isEmpty() && toMerge.isEmpty();
    }

    /** Does what is decided and not done yet. */
    void carryOut() {
        office.attempt(
                () -> {
                    for (Release each : List.copyOf(toRelease)) {
                        if (release(each)) {
                            toRelease.remove(each);
                            releases++;
                        }
                    }
                    mergeAll();
                    office.desks().merges().finish();
                });
    }

    private void mergeAll() throws StoreException {
        Set<String> known = office.books().members().keySet();
        toMerge.removeIf(two -> !known.containsAll(two));
        for (List<String> two : List.copyOf(toMerge)) {
            office.desks().merges().merge(two.get(0), two.get(1));
            toMerge.remove(two);
            merged.add(two);
            merges++;
        }
    }

    /** The processor was put back: what it forgot is done again. */
    void wereForgotten() {
        declared.clear();
        toMerge.addAll(merged); // operations that rely on it show that it was forgotten
    }

    int releases() {
        return releases;
    }

    int merges() {
        return merges;
    }

    // ---- releases ------------------------------------------------------------------------------

    private boolean release(Release what) throws StoreException {
        Holder holder = what.holder();
        if (!isKnown(holder)) {
            return true; // forgotten with what it held
        }
        if (!declared.contains(holder)) {
            desk().declareDead(holder);
            declared.add(holder);
        }
        boolean inTime = !time.instant().isBefore(desk().releasableFrom(holder));
        if (what.patient() && !inTime) {
            return false;
        }
        Map<String, Long> before = office.books().boundTo(holder);
        try {
            desk().release(holder);
            if (inTime) {
                decisions.releasedInTime(holder, time.instant());
            }
        } finally {
            Map<String, Long> after = office.books().boundTo(holder);
            before.forEach(
                    (lot, points) -> decisions.allow(lot, points - after.getOrDefault(lot, 0L)));
        }
        return true;
    }

    private boolean isKnown(Holder holder) throws StoreException {
        return lives(holder).stream().anyMatch(each -> each.number() == holder.incarnation());
    }

    private List<RegisterFile.Incarnation> lives(Holder holder) throws StoreException {
        return desk().file(holder.register()).map(RegisterFile::incarnations).orElse(List.of());
    }

    /** Everything that is still bound to the dead comes home. */
    void releaseTheDead() throws StoreException {
        for (Holder holder : desk().bound().keySet()) {
            boolean lives =
                    lives(holder).stream()
                            .anyMatch(
                                    each -> each.number() == holder.incarnation() && !each.dead());
            if (!lives) {
                release(new Release(holder, false));
            }
        }
    }

    // ---- registers and their keys --------------------------------------------------------------

    /**
     * Its batches wait for a person from now on, or are looked through and the register trusted.
     */
    void revoke(String register, boolean now) {
        office.attempt(
                () -> {
                    desk().revoke(register, now);
                    if (now) {
                        revoked.add(register);
                    } else {
                        approveAll();
                        revoked.remove(register);
                    }
                });
    }

    boolean haveRevoked(String register) {
        return revoked.contains(register);
    }

    /** Every register is trusted, also those of whose revocation only a backup knew. */
    void trustAll() {
        office.attempt(
                () -> {
                    for (RegisterFile file : desk().all()) {
                        if (file.revoked()) {
                            desk().revoke(file.id(), false);
                        }
                    }
                    approveAll();
                    revoked.clear();
                });
    }

    private void approveAll() throws StoreException, InvalidDocumentException {
        for (Document each : office.store().page(Home.Kind.REVIEW, "", 1_000)) {
            office.desks().operations().approve(Batch.read(JsonText.read(each.state(), "review")));
            office.store().remove(each.home());
        }
    }

    /** A code for a register that is new, or whose disk is gone; empty if the processor died. */
    Optional<String> code(String register, String shop) {
        List<String> made = new ArrayList<>();
        office.attempt(() -> made.add(desk().newCode(register, shop)));
        return made.stream().findFirst();
    }

    /** Whether a key that was ever enrolled for its register signed this. */
    boolean knowWhoSigned(Extract extract) throws StoreException {
        return lives(extract.holder()).stream()
                .map(each -> VerifyKey.ofBase64(each.key()))
                .anyMatch(key -> key.verifies(extract.signedBytes(), extract.signature()));
    }
}
