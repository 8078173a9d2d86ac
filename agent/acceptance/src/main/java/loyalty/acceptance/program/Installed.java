package loyalty.acceptance.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of our programs with the words that every one of its commands ends with: where its files are.
 */
final class Installed {
    private final String name;
    private final List<String> memory;
    private final String mainClass;
    private final Path log;
    private final List<String> where;

    Installed(String name, List<String> memory, String mainClass, Path log, List<String> where) {
        this.name = name;
        this.memory = memory;
        this.mainClass = mainClass;
        this.log = log;
        this.where = where;
    }

    /** A command run to its end; what it printed. */
    List<String> run(String... words) throws IOException {
        return Program.run(
                name + " " + words[0], log, memory, mainClass, arguments(List.of(words)));
    }

    /** The last line of what a command printed. */
    String answer(String... words) throws IOException {
        List<String> lines = run(words);
        return lines.get(lines.size() - 1);
    }

    /** Begins to run, on a port, 0 for any. */
    Program start(int port) throws IOException {
        return Program.start(
                name,
                log,
                memory,
                mainClass,
                arguments(List.of("run", "--port", Integer.toString(port))));
    }

    private List<String> arguments(List<String> words) {
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(where);
        return arguments;
    }
}
