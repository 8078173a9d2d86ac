package loyalty.processor.member;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Operation;

/**
 * Books an enrolment at the member it made or found, or of whom only a receipt had told. A second
 * one adds consents and fills empty fields; an unverified one changes nothing of a member that was
 * there.
 */
final class EnrolBooking {
    private final Account account;
    private final List<Correction> corrections;

    EnrolBooking(Account account, List<Correction> corrections) {
        this.account = account;
        this.corrections = corrections;
    }

    void book(Operation operation) throws InvalidDocumentException {
        EnrolBody body = EnrolBody.read(operation.body());
        boolean fresh = account.isNobodyYet();
        if (fresh) {
            account.joined = Optional.of(operation.at());
        } else {
            corrections.add(Correction.of(Code.ENROLLED_BEFORE, "the phone was known"));
        }
        if (fresh || body.verified() || !account.verified) {
            body.profile().forEach(account.profile::putIfAbsent);
            account.consents.addAll(body.consents());
        }
        account.verified |= body.verified();
        body.store().ifPresent(store -> account.visits.merge(store, 1L, Math::addExact));
    }
}
