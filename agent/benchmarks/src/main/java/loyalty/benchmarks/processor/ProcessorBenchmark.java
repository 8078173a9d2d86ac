package loyalty.benchmarks.processor;

import java.util.List;

/** One of the runs by its name. */
public final class ProcessorBenchmark {
    private static final String USAGE =
            """
            usage: scripts/benchmark-processor NAME [--option NUMBER …]
              operations     --operations 10000 --registers 4 --batch 100 --members 50000 --nodes 2
              authorisation  --seconds 15 --rate 50 --operations 300 --members 20000
              members        --members 5000000 --changes 1000000
              feed           --registers 1000 --changes 20""";

    private ProcessorBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.isEmpty()) {
            System.out.println(USAGE);
            System.exit(2);
        }
        Options options = new Options(words.subList(1, words.size()));
        switch (words.get(0)) {
            case "operations" -> new OperationsRun(options).run();
            case "authorisation" -> new AuthorisationRun(options).run();
            case "members" -> new MembersRun(options).run();
            case "feed" -> new FeedRun(options).run();
            default -> {
                System.out.println(USAGE);
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
