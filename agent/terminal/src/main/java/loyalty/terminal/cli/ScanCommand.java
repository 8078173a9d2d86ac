package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.Code;
import loyalty.drivers.code.SignedCodes;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import loyalty.terminal.settings.AgentSettings;
import loyalty.terminal.settings.ScannerEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scan}: prints what a scanner reads and what it is taken for. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what is scanned, until Ctrl+C or --count codes. State marks and cards are named,"
                    + " not shown.",
            "End a running agent first: a scanner has one owner."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:so many were scanned as --count says",
            "1:the scanner is not there, held or gone; the text says why and what to do",
            "2:the command line is wrong"
        })
final class ScanCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Mixin private Place place;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Instead of the first scanner of the configuration.")
    private @Nullable String address;

    @Option(names = "--count", defaultValue = "0", paramLabel = "N", description = "End after N.")
    private int count;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentSettings settings = place.settings();
        SignedCodes signed =
                new SignedCodes(
                        settings.codes().issuers(),
                        InstantSource.system(),
                        SignedCodes.Rules.USUAL);
        Classifier classifier = new Classifier(settings.codes().rules(), signed);
        PrintWriter out = spec.commandLine().getOut();
        int seen = 0;
        try (Scanner scanner = Scanners.open(scanner(settings))) {
            while (count == 0 || seen < count) {
                for (Scan scan : scanner.poll(PATIENCE).map(List::of).orElse(List.of())) {
                    seen++;
                    out.println(text(classifier.classify(scan), scan));
                    out.flush();
                }
            }
        }
        return ExitCode.OK;
    }

    private ScannerSettings scanner(AgentSettings settings) throws CommandFailed {
        if (address != null) {
            try {
                return ScannerSettings.usual(DeviceAddress.parse(address));
            } catch (IllegalArgumentException e) {
                throw new CommandFailed(String.valueOf(e.getMessage()));
            }
        }
        return settings.scanners().stream()
                .findFirst()
                .map(ScannerEntry::settings)
                .orElseThrow(
                        () ->
                                new CommandFailed(
                                        "agent.yaml names no scanner: add one, or use --address"));
    }

    private static String text(Code code, Scan scan) {
        Map<Class<? extends Code>, String> names =
                Map.of(
                        Code.StateMark.class, "state mark",
                        Code.Card.class, "card",
                        Code.Phone.class, "phone",
                        Code.Signed.class, "signed code",
                        Code.Refused.class, "refused code",
                        Code.Promo.class, "promo code",
                        Code.Receipt.class, "receipt",
                        Code.Product.class, "product");
        String kind = names.getOrDefault(code.getClass(), "code");
        boolean shown = code instanceof Code.Promo || code instanceof Code.Product;
        String why = code instanceof Code.Refused refused ? ": " + refused.sentence() : "";
        return String.format(
                "%-12s %s %s%s",
                kind, shown ? scan.text() : scan.length() + " bytes", scan.aim(), why);
    }
}
