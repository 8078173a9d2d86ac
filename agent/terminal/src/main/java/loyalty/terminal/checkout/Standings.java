package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.engine.programme.Offline;
import loyalty.terminal.checkout.Standing.Step;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.Reckoning;
import loyalty.terminal.sync.SyncState;

/** Says how far down the register has come. Thread: till. */
final class Standings {
    private final Supplier<Optional<SyncState>> sync;
    private final Programme programme;

    /**
     * @param sync how things stand with the processor; empty for a register that works alone
     */
    Standings(Supplier<Optional<SyncState>> sync, Programme programme) {
        this.sync = sync;
        this.programme = programme;
    }

    Standing now(Ledger ledger) throws IOException {
        Reckoning reckoning = ledger.reckoning();
        boolean online = sync.get().map(SyncState::online).orElse(false);
        Offline offline = programme.rules().pack().settings().offline();
        if (online && !reckoning.fenced()) {
            return new Standing(true, Step.EVERYTHING, "");
        }
        if (!reckoning.clockTrusted()) {
            return accrual(online, "The register's clock is in doubt until the processor answers.");
        }
        if (offline.policy() == Offline.Policy.REFUSE) {
            return accrual(online, "The programme redeems only with the processor.");
        }
        if (reckoning.offlineRedemptions() >= offline.upperOffline()) {
            return accrual(online, "Too many redemptions in a row without the processor.");
        }
        return byPolicy(online, reckoning, offline);
    }

    private static Standing byPolicy(boolean online, Reckoning reckoning, Offline offline) {
        boolean escrow = offline.policy() == Offline.Policy.ESCROW;
        if (escrow && reckoning.fenced()) {
            return accrual(online, "The register waits for a new incarnation.");
        }
        if (escrow && reckoning.termLeft().isZero()) {
            return accrual(online, "The term of the register's rights is over.");
        }
        return new Standing(online, Step.RIGHTS_ONLY, "");
    }

    private static Standing accrual(boolean online, String reason) {
        return new Standing(online, Step.ACCRUAL_ONLY, reason);
    }
}
