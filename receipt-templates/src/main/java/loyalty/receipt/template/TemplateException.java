package loyalty.receipt.template;

import java.util.List;
import java.util.stream.Collectors;
import loyalty.receipt.page.Problem;

/** A template cannot be used; each problem says where and why. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    TemplateException(String name, List<Problem> problems) {
        super(
                problems.stream()
                        .map(problem -> "template " + name + ":" + problem)
                        .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    TemplateException(String name, Problem problem) {
        this(name, List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
