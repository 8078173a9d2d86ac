package loyalty.terminal.scan;

import java.util.concurrent.locks.ReentrantLock;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.Code;
import loyalty.drivers.scanner.Scan;

/**
 * Tells what a code is, whether scanned or typed. Thread-safe: the memory of signed codes already
 * shown is one for all scanners.
 */
public final class Codes {
    private final Classifier classifier;
    private final ReentrantLock lock = new ReentrantLock();

    public Codes(Classifier classifier) {
        this.classifier = classifier;
    }

    /** What the scan is. */
    public Code of(Scan scan) {
        lock.lock();
        try {
            return classifier.classify(scan);
        } finally {
            lock.unlock();
        }
    }

    /** What a person typed. */
    public Code typed(String text) {
        return of(Scan.of(text.strip()));
    }

    /** True for a card number whose check digit is wrong. */
    public boolean misread(String text) {
        lock.lock();
        try {
            return classifier.misread(Scan.of(text.strip()));
        } finally {
            lock.unlock();
        }
    }
}
