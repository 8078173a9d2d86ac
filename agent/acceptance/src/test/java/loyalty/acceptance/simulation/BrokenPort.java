package loyalty.acceptance.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.Processor;

/** A register's port that changes what is asked or answered, one per register. */
class BrokenPort {
    /** Leaves everything as it is. */
    Object[] asked(String call, Object[] arguments) {
        return arguments;
    }

    /** Leaves everything as it is. */
    Object answered(String call, Object[] arguments, Object answer) {
        return answer;
    }

    final Processor before(Processor whole) {
        return (Processor)
                Proxy.newProxyInstance(
                        Processor.class.getClassLoader(),
                        new Class<?>[] {Processor.class},
                        (proxy, method, arguments) -> {
                            String call = method.getName();
                            Object[] given = arguments == null ? new Object[0] : arguments;
                            try {
                                Object result = method.invoke(whole, asked(call, given));
                                return result instanceof CompletableFuture<?> future
                                        ? future.thenApply(a -> answered(call, given, a))
                                        : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    // ---- ways to break it ----------------------------------------------------------------------

    /** Sends only some operations, perhaps changed, and says that all were accepted. */
    static BrokenPort uploading(UnaryOperator<List<String>> sent) {
        return new BrokenPort() {
            @Override
            Object[] asked(String call, Object[] arguments) {
                return call.equals("upload")
                        ? new Object[] {sent.apply(operations(arguments))}
                        : arguments;
            }

            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return answer instanceof BatchAnswer batch
                        ? accepted(batch, operations(arguments))
                        : answer;
            }
        };
    }

    /** Sends operations changed, and hears what is really answered. */
    static BrokenPort sending(UnaryOperator<String> change) {
        return new BrokenPort() {
            @Override
            Object[] asked(String call, Object[] arguments) {
                return call.equals("upload")
                        ? new Object[] {operations(arguments).stream().map(change).toList()}
                        : arguments;
            }
        };
    }

    /** Changes what is answered to a batch. */
    static BrokenPort answering(UnaryOperator<BatchAnswer> change) {
        return new BrokenPort() {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return answer instanceof BatchAnswer batch ? change.apply(batch) : answer;
            }
        };
    }

    /** Changes what is asked with one call. */
    static BrokenPort asking(String name, UnaryOperator<Object> change) {
        return new BrokenPort() {
            @Override
            Object[] asked(String call, Object[] arguments) {
                return call.equals(name) ? new Object[] {change.apply(arguments[0])} : arguments;
            }
        };
    }

    /** Changes what each answer says of time, term and standing. */
    static BrokenPort meeting(UnaryOperator<Contact> contact) {
        return new BrokenPort() {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return withContact(answer, contact);
            }
        };
    }

    /** Changes what is told of members. */
    static BrokenPort viewing(UnaryOperator<MemberView> view) {
        return new BrokenPort() {
            @Override
            Object answered(String call, Object[] arguments, Object answer) {
                return withViews(answer, view);
            }
        };
    }

    /** Changes the rights that are told of. */
    static BrokenPort telling(UnaryOperator<List<MemberView.Right>> change) {
        return viewing(
                view ->
                        new MemberView(
                                view.id(),
                                view.version(),
                                view.redirect(),
                                view.snapshot(),
                                change.apply(view.rights()),
                                view.awaited()));
    }

    static List<String> operations(Object[] arguments) {
        List<String> operations = new ArrayList<>();
        for (Object each : (List<?>) arguments[0]) {
            operations.add((String) each);
        }
        return operations;
    }

    static Operation read(String json) {
        try {
            return Operation.read(JsonText.read(json, "operation"));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> without(Predicate<Operation> which, List<String> operations) {
        return operations.stream().filter(json -> !which.test(read(json))).toList();
    }

    private static BatchAnswer accepted(BatchAnswer answer, List<String> operations) {
        List<Answer> answers = new ArrayList<>();
        for (String json : operations) {
            UUID id = read(json).id();
            answers.add(Answer.accepted(id, 0));
        }
        return new BatchAnswer(answers, answer.seq(), answer.keepAnswered(), answer.contact());
    }

    static Object withContact(Object answer, UnaryOperator<Contact> change) {
        if (answer instanceof BatchAnswer a) {
            return new BatchAnswer(
                    a.answers(), a.seq(), a.keepAnswered(), change.apply(a.contact()));
        }
        if (answer instanceof Changes a) {
            return new Changes(
                    a.changes(), a.cursor(), a.next(), a.more(), change.apply(a.contact()));
        }
        if (answer instanceof RightsAnswer a) {
            return new RightsAnswer(a.members(), a.refusals(), change.apply(a.contact()));
        }
        if (answer instanceof MemberAnswer a) {
            return new MemberAnswer(a.member(), change.apply(a.contact()));
        }
        if (answer instanceof ReservationAnswer a) {
            return new ReservationAnswer(
                    a.sale(),
                    a.state(),
                    a.held(),
                    a.limitedBy(),
                    a.member(),
                    change.apply(a.contact()),
                    a.codesHeld(),
                    a.codesTaken());
        }
        if (answer instanceof EnrolAnswer a) {
            return new EnrolAnswer(
                    a.holder(),
                    a.store(),
                    a.programme(),
                    a.processorKey(),
                    a.identifierKey(),
                    a.settings(),
                    change.apply(a.contact()));
        }
        return answer instanceof Contact a ? change.apply(a) : answer;
    }

    static Object withViews(Object answer, UnaryOperator<MemberView> view) {
        if (answer instanceof RightsAnswer a) {
            return new RightsAnswer(
                    a.members().stream().map(view).toList(), a.refusals(), a.contact());
        }
        if (answer instanceof MemberAnswer a) {
            return new MemberAnswer(view.apply(a.member()), a.contact());
        }
        if (answer instanceof ReservationAnswer a) {
            return new ReservationAnswer(
                    a.sale(),
                    a.state(),
                    a.held(),
                    a.limitedBy(),
                    a.member().map(view),
                    a.contact(),
                    a.codesHeld(),
                    a.codesTaken());
        }
        if (answer instanceof Changes a) {
            List<Change> changes = a.changes().stream().map(each -> seen(each, view)).toList();
            return new Changes(changes, a.cursor(), a.next(), a.more(), a.contact());
        }
        return answer;
    }

    private static Change seen(Change change, UnaryOperator<MemberView> view) {
        if (change.kind() != Change.Kind.MEMBER || change.state().isEmpty()) {
            return change;
        }
        try {
            MemberView seen = view.apply(MemberView.read(change.state().get()));
            return new Change(
                    change.kind(),
                    change.id(),
                    change.version(),
                    Optional.of(seen.toNode()),
                    change.signature());
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException(e);
        }
    }
}
