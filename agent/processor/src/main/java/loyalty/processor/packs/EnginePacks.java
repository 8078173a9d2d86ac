package loyalty.processor.packs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.pack.RulePack;
import loyalty.processor.member.Circumstances.Shortfall;
import loyalty.processor.sync.Programme;
import loyalty.protocol.text.YamlText;

/** Reads packs written in YAML, or in JSON, which is YAML too, for the engine. */
public final class EnginePacks implements PackReading {
    @Override
    public ReadPack read(String text) throws InvalidDocumentException {
        Reading<RulePack> reading = RulePack.read(YamlText.read(text, "pack"));
        RulePack pack = reading.orThrow();
        return new ReadPack(
                pack.hash(),
                facts(pack),
                reading.warnings().stream().map(Problem::toString).toList(),
                new Calculator(pack));
    }

    private static Programme.Facts facts(RulePack pack) {
        var settings = pack.settings();
        int share =
                settings.offline()
                        .leaseShare()
                        .fraction()
                        .multiply(BigDecimal.valueOf(100))
                        .setScale(0, RoundingMode.FLOOR)
                        .intValueExact();
        return new Programme.Facts(
                pack.programme(),
                pack.currency().code(),
                pack.zone().getId(),
                pack.points().decimals(),
                pack.currency().digits(),
                Shortfall.valueOf(settings.returns().onShortfall().name()),
                settings.returns().grace().toString(),
                Math.min(100, share));
    }
}
