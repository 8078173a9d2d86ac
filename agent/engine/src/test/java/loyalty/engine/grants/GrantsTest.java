package loyalty.engine.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Context;
import loyalty.engine.condition.BirthdayWindow;
import loyalty.engine.grants.Grants.Outcome;
import loyalty.engine.member.Counters;
import loyalty.engine.member.Member;
import loyalty.engine.money.Currency;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;
import loyalty.engine.programme.Earn;
import loyalty.engine.programme.LotRule;
import loyalty.engine.programme.Settings;
import loyalty.engine.programme.Tiers;
import loyalty.engine.programme.Window;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Texts;
import loyalty.engine.reward.Grant;
import loyalty.engine.reward.Grant.Occasion;
import loyalty.engine.select.Restriction;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final Condition TWO_WEEKS_BEFORE =
            new BirthdayWindow(Period.ofDays(14), Period.ZERO);
    private static final LotRule MONTH =
            new LotRule(
                    LotRule.Activation.NOW,
                    LotRule.Expiry.after(Span.of(Period.ofMonths(1))),
                    Optional.empty(),
                    Restriction.NONE);

    private final Grants grants =
            new Grants(
                    settings(),
                    List.of(
                            promotion("birthday", 500, Occasion.DUE, TWO_WEEKS_BEFORE),
                            promotion("welcome", 300, Occasion.REGISTRATION),
                            promotion("apology", 500, Occasion.MANUAL),
                            promotion(
                                    "phone", 1_000, Occasion.MANUAL, limited(), new Condition[0])));

    @Test
    void aBirthdayIsDueFromTheWindowsFirstDayToTheEndOfTheDay() {
        Member member = born("1990-12-04");
        assertThat(due(member, "2026-11-19T23:59:59+03:00")).isEmpty();
        assertThat(due(member, "2026-11-20T00:00:00+03:00"))
                .containsExactly("birthday/birthday/2026");
        assertThat(due(member, "2026-12-04T23:59:59+03:00"))
                .containsExactly("birthday/birthday/2026");
        assertThat(due(member, "2026-12-05T00:00:00+03:00")).isEmpty();
    }

    @Test
    void aWindowOverNewYearIsAboutOneBirthday() {
        Member member = born("1990-01-05");
        assertThat(due(member, "2026-12-25T10:00:00+03:00"))
                .containsExactly("birthday/birthday/2027");
        assertThat(due(member, "2027-01-02T10:00:00+03:00"))
                .containsExactly("birthday/birthday/2027");
    }

    @Test
    void whatWasGrantedIsNotDueAgain() {
        Member member = born("1990-12-04");
        Context context = context("2026-12-01T10:00:00+03:00");
        DueGrant grant = grants.due(member, context, Occasion.DUE).get(0);
        Member after = member.apply(grant.effects("op-1", context.at()));
        assertThat(grants.due(after, context, Occasion.DUE)).isEmpty();
        assertThat(after.available(context.at())).isEqualTo(Points.of(500));
        assertThat(after.lots().get(0).expiresAt()).contains(at("2027-01-01T10:00:00+03:00"));
    }

    @Test
    void theSameGrantHasTheSameLotsOnEveryRegister() {
        Member member = born("1990-12-04");
        DueGrant one = due(member, Occasion.DUE, "2026-11-25T10:00:00+03:00");
        DueGrant other = due(member, Occasion.DUE, "2026-12-02T15:00:00+03:00");
        assertThat(one.name()).isEqualTo(other.name()).isEqualTo("m-1/birthday/birthday/2026");
        assertThat(one.effects("a", Instant.EPOCH).created().get(0).id())
                .isEqualTo(other.effects("b", Instant.EPOCH).created().get(0).id());
    }

    @Test
    void joiningBringsTheWelcomeOnce() {
        DueGrant welcome =
                due(Member.newcomer("m-1"), Occasion.REGISTRATION, "2026-11-25T10:00:00+03:00");
        assertThat(welcome.identity()).isEqualTo("welcome/promotion");
        assertThat(welcome.points()).isEqualTo(Points.of(300));
    }

    @Test
    void anApologyIsMadeOncePerRequestWithThePointsItNames() {
        Context context = context("2026-11-25T10:00:00+03:00");
        Member member = Member.newcomer("m-1");
        Grants.Requested asked =
                grants.request("apology", Optional.of(Points.of(150)), "r-1", member, context);
        assertThat(asked.outcome()).isEqualTo(Outcome.DUE);
        Member after = member.apply(asked.grant().orElseThrow().effects("op", context.at()));
        assertThat(request("apology", 150, "r-1", after)).isEqualTo(Outcome.MADE_BEFORE);
        assertThat(request("apology", 150, "r-2", after)).isEqualTo(Outcome.DUE);
        assertThat(request("apology", 501, "r-3", after)).isEqualTo(Outcome.BAD_AMOUNT);
        assertThat(request("nothing", 1, "r-4", after)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aLimitedRequestIsMadeOncePerPeriodWhoeverAsks() {
        Context context = context("2026-11-25T10:00:00+03:00");
        Member member = Member.newcomer("m-1");
        Grants.Requested asked = grants.request("phone", Optional.empty(), "r-1", member, context);
        assertThat(asked.grant().orElseThrow().identity()).isEqualTo("phone/promotion");
        Member after = member.apply(asked.grant().orElseThrow().effects("op", context.at()));
        assertThat(request("phone", 0, "r-2", after)).isEqualTo(Outcome.MADE_BEFORE);
    }

    private Outcome request(String promotion, long points, String id, Member member) {
        Optional<Points> amount = points == 0 ? Optional.empty() : Optional.of(Points.of(points));
        return grants.request(promotion, amount, id, member, context("2026-11-26T10:00:00+03:00"))
                .outcome();
    }

    private List<String> due(Member member, String at) {
        return grants.due(member, context(at), Occasion.DUE).stream()
                .map(DueGrant::identity)
                .toList();
    }

    private DueGrant due(Member member, Occasion occasion, String at) {
        return grants.due(member, context(at), occasion).get(0);
    }

    private static Limits limited() {
        return new Limits(0, 1, Limits.Period.PROMOTION, 0, 0);
    }

    private static Promotion promotion(
            String id, long points, Occasion occasion, Condition... conditions) {
        return promotion(id, points, occasion, Limits.NONE, conditions);
    }

    private static Promotion promotion(
            String id, long points, Occasion occasion, Limits limits, Condition... conditions) {
        return new Promotion(
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                List.of(conditions),
                new Grant(Points.of(points), occasion, Limits.Period.PROMOTION),
                "",
                0,
                Set.of(),
                false,
                limits,
                Optional.of(MONTH),
                Texts.NONE,
                0);
    }

    private static Context context(String at) {
        return Context.at(at(at));
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Member born(String day) {
        Member nobody = Member.newcomer("m-1");
        return new Member(
                nobody.id(),
                "",
                Optional.empty(),
                Optional.of(LocalDate.parse(day)),
                Optional.empty(),
                nobody.segments(),
                Counters.NONE,
                List.of(),
                Points.ZERO,
                List.of(),
                nobody.codesUsed(),
                Map.of(),
                Optional.empty(),
                nobody.granted(),
                Optional.empty());
    }

    /** Only what grants look at; the rest of a programme has no part in them. */
    private static Settings settings() {
        Tiers.Level level =
                new Tiers.Level("", 0, Rate.ZERO, Rate.ZERO, Optional.empty(), Optional.empty());
        return new Settings(
                "alpina",
                "Альпина",
                new Currency("RUB", 2),
                ZoneId.of("Europe/Moscow"),
                new PointScale(0, Money.of(100)),
                Map.of(),
                new Tiers(
                        Tiers.By.GIVEN,
                        Window.LIFETIME,
                        List.of(level),
                        Tiers.Downgrade.TO_WINDOW,
                        false),
                new Earn(
                        Earn.Base.PAID,
                        Earn.Scope.RECEIPT,
                        Earn.Rounding.FLOOR,
                        LotRule.PLAIN,
                        false),
                null,
                null,
                null,
                Map.of(),
                Points.ZERO,
                "");
    }
}
