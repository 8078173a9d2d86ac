package loyalty.engine.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.member.Member;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/**
 * A trial: the share of members whose hash with the promotion's id lies below it. The same members
 * on every register, other members for every promotion.
 */
public record Sample(String promotion, Rate share) implements Condition {
    private static final int HASH_BYTES = 8;
    private static final BigDecimal RANGE = new BigDecimal(BigInteger.ONE.shiftLeft(64));

    static Optional<Condition> read(Form when, String promotion) {
        return when.share("sample", "part of the members, stable, for a trial")
                .map(share -> new Sample(promotion, share));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        boolean in = situation.member().map(Member::id).filter(this::includes).isPresent();
        return in ? Optional.empty() : Optional.of(Miss.of(Reason.NOT_IN_SAMPLE));
    }

    /** First 8 bytes of SHA-256 of {@code promotion:member}, over 2^64, below the share. */
    public boolean includes(String member) {
        byte[] hash = sha256(promotion + ":" + member);
        BigInteger first = new BigInteger(1, Arrays.copyOf(hash, HASH_BYTES));
        return new BigDecimal(first).compareTo(share.fraction().multiply(RANGE)) < 0;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        return Never.when(
                !share.isPositive(), "sample", "takes nobody into its trial", "write sample: 50%");
    }

    @Override
    public Reason reason() {
        return Reason.NOT_IN_SAMPLE;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
