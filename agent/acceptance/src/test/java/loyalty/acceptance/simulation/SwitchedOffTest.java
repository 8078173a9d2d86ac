package loyalty.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule that is switched off between register and processor is missed by the simulation. */
class SwitchedOffTest {
    private static final long FIRST = 100;
    private static final int WORLDS = 6;
    private static final int STEPS = 120;
    private static final SplittableRandom SOURCE = new SplittableRandom(5);

    /** A rule, and what stands in its place. */
    enum Rule {
        /** An operation keeps its id through every retry. */
        AN_OPERATION_KEEPS_ITS_ID {
            @Override
            Object[] asked(String call, Object[] arguments) {
                return call.equals("upload")
                        ? new Object[] {operations(arguments).stream().map(Rule::renamed).toList()}
                        : arguments;
            }

            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return call.equals("upload")
                        ? accepted((BatchAnswer) answer, operations(arguments))
                        : answer;
            }
        },
        /** Only what the processor has taken leaves the outbox. */
        WHAT_IS_NOT_TAKEN_IS_KEPT {
            @Override
            Object[] asked(String call, Object[] arguments) {
                return call.equals("upload") && operations(arguments).size() > 1
                        ? new Object[] {operations(arguments).subList(1, last(arguments))}
                        : arguments;
            }

            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return call.equals("upload")
                        ? accepted((BatchAnswer) answer, operations(arguments))
                        : answer;
            }
        },
        /** A hold that nobody needs any more is cancelled. */
        HOLDS_ARE_CANCELLED {
            @Override
            Object[] asked(String call, Object[] arguments) {
                return call.equals("upload")
                        ? new Object[] {without(OperationKind.CANCEL, operations(arguments))}
                        : arguments;
            }

            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return call.equals("upload")
                        ? accepted((BatchAnswer) answer, operations(arguments))
                        : answer;
            }
        },
        /** What is granted travels as a total. */
        RIGHTS_ARE_TOTALS {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return answer instanceof RightsAnswer rights ? twice(rights) : answer;
            }
        },
        /** A cursor never passes a change that was not told. */
        NO_CHANGE_IS_SKIPPED {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return call.equals("changes") ? withoutLast((Changes) answer) : answer;
            }
        };

        Object[] asked(String call, Object[] arguments) {
            return arguments;
        }

        Object answered(String call, Object[] arguments, Object answer) {
            return answer;
        }

        UnaryOperator<Processor> off() {
            return whole ->
                    (Processor)
                            Proxy.newProxyInstance(
                                    Processor.class.getClassLoader(),
                                    new Class<?>[] {Processor.class},
                                    (proxy, method, arguments) -> {
                                        String call = method.getName();
                                        Object[] given =
                                                arguments == null ? new Object[0] : arguments;
                                        try {
                                            Object result =
                                                    method.invoke(whole, asked(call, given));
                                            return result instanceof CompletableFuture<?> future
                                                    ? future.thenApply(
                                                            answer -> answered(call, given, answer))
                                                    : result;
                                        } catch (InvocationTargetException e) {
                                            throw e.getCause();
                                        }
                                    });
        }

        private static List<String> operations(Object[] arguments) {
            List<String> operations = new ArrayList<>();
            for (Object each : (List<?>) arguments[0]) {
                operations.add((String) each);
            }
            return operations;
        }

        private static int last(Object[] arguments) {
            return operations(arguments).size();
        }

        private static Operation read(String json) {
            try {
                return Operation.read(JsonText.read(json, "operation"));
            } catch (InvalidDocumentException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String fresh() {
            return new UUID(SOURCE.nextLong(), SOURCE.nextLong()).toString();
        }

        private static String renamed(String json) {
            return json.replace(read(json).id().toString(), fresh());
        }

        private static List<String> without(OperationKind kind, List<String> operations) {
            return operations.stream().filter(json -> read(json).kind() != kind).toList();
        }

        private static BatchAnswer accepted(BatchAnswer answer, List<String> operations) {
            List<Answer> answers = new ArrayList<>();
            operations.forEach(json -> answers.add(Answer.accepted(read(json).id(), 0)));
            return new BatchAnswer(answers, answer.seq(), answer.keepAnswered(), answer.contact());
        }

        private static RightsAnswer twice(RightsAnswer answer) {
            List<MemberView> views = new ArrayList<>();
            for (MemberView view : answer.members()) {
                List<MemberView.Right> rights = new ArrayList<>();
                for (MemberView.Right right : view.rights()) {
                    rights.add(
                            new MemberView.Right(
                                    right.lot(),
                                    right.incarnation(),
                                    2 * right.granted(),
                                    right.recalled(),
                                    right.received()));
                }
                views.add(
                        new MemberView(
                                view.id(),
                                view.version(),
                                view.redirect(),
                                view.snapshot(),
                                rights));
            }
            return new RightsAnswer(views, answer.refusals(), answer.contact());
        }

        private static Changes withoutLast(Changes changes) {
            int count = changes.changes().size();
            return new Changes(
                    changes.changes().subList(0, Math.max(0, count - 1)),
                    changes.cursor(),
                    Optional.empty(),
                    changes.more(),
                    changes.contact());
        }
    }

    /** Else what follows would show nothing. */
    @Test
    void withAllRulesTheSameWorldIsSound() throws Exception {
        assertThat(Simulation.run(FIRST, STEPS).operations()).isPositive();
    }

    @ParameterizedTest(name = "{0}, seeds 100 to 105")
    @EnumSource(Rule.class)
    void aRuleThatIsSwitchedOffIsMissed(Rule rule) {
        assertThatThrownBy(
                        () -> {
                            for (long seed = FIRST; seed < FIRST + WORLDS; seed++) {
                                Simulation.run(seed, STEPS, rule.off());
                            }
                        })
                .isInstanceOf(World.Violation.class);
    }
}
