package loyalty.acceptance.simulation;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.CursorGone;
import loyalty.processor.sync.Unauthorized;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.ProcessorException;
import loyalty.terminal.sync.ProcessorFault;

/**
 * One register's line to the processor: cut, slow, forgetful or repeating itself, as chance and the
 * simulation want. Answers really travel as text; one that took too long is not heard.
 */
final class Line {
    private static final double LOST_REQUEST = 0.05;
    private static final double LOST_ANSWER = 0.07;
    private static final double REPEATED = 0.05;
    private static final double SLOW = 0.2;
    private static final double SLOW_ANSWER = 0.1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Net net;
    private final HeadOffice office;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final List<OnTheWay> onTheWay = new ArrayList<>();
    private Identity identity;
    private int calls;
    private boolean cut;
    private boolean calm;
    private boolean stranger;
    private final Tally faults = new Tally();

    /** Who signs. */
    record Identity(Holder holder, SigningKey key) {}

    /**
     * Something between register and processor.
     *
     * @param heard arrives while the register still listens
     * @param unheard arrives when it does not
     */
    private record OnTheWay(int call, Instant sent, Runnable heard, Runnable unheard) {}

    /** A question, asked by whom it was sent. */
    interface Question<T> {
        T answer(Identity from) throws Exception;
    }

    /** Reads an answer again from its text. */
    interface Reader<T> {
        T read(Node node) throws InvalidDocumentException;
    }

    Line(Net net, HeadOffice office, SimulatedTime time, SplittableRandom random, SigningKey key) {
        this.net = net;
        this.office = office;
        this.time = time;
        this.random = random;
        this.identity = new Identity(new Holder("nobody", 0), key);
    }

    void become(Holder who, SigningKey with) {
        identity = new Identity(who, with);
    }

    void cut(boolean off) {
        cut = off;
    }

    /** From now on nothing goes wrong, or everything may again. */
    void calm(boolean now) {
        calm = now;
        cut = cut && !now;
    }

    boolean isCut() {
        return cut;
    }

    /** Whether the processor said last that it does not know this register. */
    boolean isStranger() {
        return stranger;
    }

    /** What went wrong, by kind. */
    Tally faults() {
        return faults;
    }

    /** What is slow arrives, in any order. */
    boolean deliver() {
        if (onTheWay.isEmpty()) {
            return false;
        }
        OnTheWay next = onTheWay.remove(random.nextInt(onTheWay.size()));
        boolean listens = next.call() == calls && !next.sent().plus(PATIENCE).isBefore(now());
        (listens ? next.heard() : next.unheard()).run();
        return true;
    }

    private Instant now() {
        return time.instant();
    }

    /** The register is gone: what it sent may arrive, answers to it fall on the floor. */
    void hangUp() {
        calls++;
    }

    private boolean happens(String fault, double chance) {
        boolean happens = !calm && random.nextDouble() < chance;
        if (happens) {
            faults.count(fault);
        }
        return happens;
    }

    /** Asks over this line and a net that may keep what is asked far too long. */
    <T> CompletableFuture<T> carryFar(
            Question<T> question, Function<T, Node> write, Reader<T> read) {
        if (cut || calm || net.take(question, identity) != Net.Fate.KEPT) {
            return carry(question, write, read);
        }
        faults.count("kept request");
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable tooLate = () -> tooLate(answer, () -> {});
        onTheWay.add(new OnTheWay(calls, now(), tooLate, tooLate));
        return answer;
    }

    /** Asks over this line. */
    <T> CompletableFuture<T> carry(Question<T> question, Function<T, Node> write, Reader<T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (cut || happens("lost request", LOST_REQUEST)) {
            fail(answer, ProcessorFault.UNREACHABLE, "simulated cut");
            return answer;
        }
        Identity from = identity;
        Question<T> asText = who -> travelled(write.apply(question.answer(who)), read);
        Runnable unheard = () -> ask(asText, from, new CompletableFuture<>());
        if (happens("repeated request", REPEATED)) {
            if (random.nextBoolean()) {
                unheard.run();
            } else {
                onTheWay.add(new OnTheWay(calls, now(), unheard, unheard));
            }
        }
        if (happens("slow request", SLOW)) {
            Runnable tooLate = () -> tooLate(answer, unheard);
            Runnable exchange = () -> ask(asText, from, answer);
            onTheWay.add(new OnTheWay(calls, now(), exchange, tooLate));
        } else {
            ask(asText, from, answer);
        }
        return answer;
    }

    private static <T> T travelled(Node answer, Reader<T> read) throws InvalidDocumentException {
        return read.read(JsonText.read(JsonText.write(answer), "answer"));
    }

    private static void tooLate(CompletableFuture<?> answer, Runnable unheard) {
        unheard.run();
        fail(answer, ProcessorFault.TIMED_OUT, "simulated slowness");
    }

    private static void fail(CompletableFuture<?> answer, ProcessorFault fault, String why) {
        answer.completeExceptionally(new ProcessorException(fault, why));
    }

    private <T> void ask(Question<T> question, Identity from, CompletableFuture<T> answer) {
        Runnable arrival = outcome(question, from, answer);
        if (happens("lost answer", LOST_ANSWER)) {
            fail(answer, ProcessorFault.TIMED_OUT, "simulated lost answer");
        } else if (happens("slow answer", SLOW_ANSWER)) {
            Runnable tooLate = () -> tooLate(answer, () -> {});
            onTheWay.add(new OnTheWay(calls, now(), arrival, tooLate));
        } else {
            arrival.run();
        }
    }

    /** The processor does its part now; what comes of it may be heard later. */
    private <T> Runnable outcome(Question<T> question, Identity from, CompletableFuture<T> answer) {
        try {
            T value = question.answer(from);
            stranger = false;
            return () -> answer.complete(value);
        } catch (CursorGone e) {
            return () -> fail(answer, ProcessorFault.CURSOR_GONE, e.toString());
        } catch (Unauthorized e) {
            stranger = true;
            return () -> fail(answer, ProcessorFault.NOT_ENROLLED, e.toString());
        } catch (ProcessorException e) {
            return () -> answer.completeExceptionally(e);
        } catch (StoreException | UncheckedIOException e) {
            office.failed(e);
            return () -> fail(answer, ProcessorFault.BUSY, e.toString());
        } catch (Exception e) {
            office.broke(e);
            return () -> fail(answer, ProcessorFault.BROKEN, e.toString());
        }
    }
}
