package loyalty.terminal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.protocol.text.YamlText;

/**
 * The whole of {@code agent.yaml}. Paths in it are relative to the file.
 *
 * @param file where it was read from
 * @param home where the ledger, the keys and the logs are
 * @param pack the rule pack to begin with, until the processor assigns one
 */
public record AgentSettings(
        Path file,
        Path home,
        Path pack,
        RegisterSettings register,
        ProcessorSettings processor,
        HttpSettings http,
        List<ScannerEntry> scanners,
        List<PrinterEntry> printers,
        ReceiptSettings receipts,
        SalesSettings sales,
        CashierSettings cashiers,
        CodeSettings codes) {
    public AgentSettings {
        scanners = List.copyOf(scanners);
        printers = List.copyOf(printers);
    }

    /**
     * Reads and checks a file.
     *
     * @throws InvalidDocumentException with everything that is wrong with it, or that there is none
     * @throws IOException if the disk does not give it
     */
    public static AgentSettings read(Path file) throws IOException, InvalidDocumentException {
        if (Files.isDirectory(file)) {
            throw new InvalidDocumentException(
                    new Problem(
                            new Position(file.toString(), 0, 0),
                            "",
                            "this is a folder",
                            "name the file in it, such as agent.yaml, with --config"));
        }
        try {
            return of(YamlText.read(Files.readAllBytes(file), file.toString()), file);
        } catch (NoSuchFileException e) {
            throw new InvalidDocumentException(
                    new Problem(
                            new Position(file.toString(), 0, 0),
                            "",
                            "there is no such file",
                            "copy config/agent.yaml there, or name another with --config"));
        }
    }

    /** Checks a document that was read already. */
    public static AgentSettings of(Node document, Path file) throws InvalidDocumentException {
        return new SettingsReader(file).read(document);
    }

    /** The same with another home, HTTP port or processor, as a command's options say. */
    public AgentSettings with(Path otherHome, HttpSettings otherHttp) {
        return new AgentSettings(
                file, otherHome, pack, register, processor, otherHttp, scanners, printers, receipts,
                sales, cashiers, codes);
    }
}
