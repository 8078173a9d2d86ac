package loyalty.benchmarks.processor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.SoldReceipt;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;

/** Sales as a register calculates and signs them: five lines, the members one after the other. */
final class Shop {
    static final Path PACK = Path.of("config", "programmes", "veska.yaml");

    private final RulePack pack;
    private final Calculator calculator;
    private final SplittableRandom random = new SplittableRandom(1);

    Shop() throws IOException, InvalidDocumentException {
        this.pack = RulePack.read(YamlText.read(Files.readString(PACK), "pack")).orThrow();
        this.calculator = new Calculator(pack);
    }

    /** A batch with its signature, ready to be sent. */
    record Signed(HttpRequest request, List<Operation> operations, int bytes) {
        Signed {
            operations = List.copyOf(operations);
        }
    }

    /** Batches of one register, in order. */
    List<Signed> batches(Client register, int batches, int each, int members)
            throws InvalidDocumentException {
        List<Signed> all = new ArrayList<>();
        String previous = "";
        long seq = 0;
        for (int i = 0; i < batches; i++) {
            List<Operation> operations = new ArrayList<>();
            for (int j = 0; j < each; j++) {
                Operation sale =
                        operation(register, ++seq, member(random.nextInt(members)), previous);
                previous = sale.hash();
                operations.add(sale);
            }
            String body = JsonText.write(new Batch(operations).toNode());
            all.add(
                    new Signed(
                            register.signed("POST", "/v1/operations", Map.of(), body),
                            operations,
                            body.getBytes(StandardCharsets.UTF_8).length));
        }
        return all;
    }

    static String member(int number) {
        return "m-%08d".formatted(number);
    }

    private Operation operation(Client register, long seq, String member, String previous)
            throws InvalidDocumentException {
        String sale = UUID.randomUUID().toString();
        return new Operation(
                UUID.randomUUID(),
                register.holder(),
                seq,
                Optional.of(member),
                OperationKind.SALE,
                body(sale, register.holder().register(), member).toNode(),
                pack.hash(),
                "1",
                Instant.now(),
                ClockQuality.TRUSTED,
                previous,
                Optional.empty(),
                List.of());
    }

    private SaleBody body(String sale, String register, String memberId)
            throws InvalidDocumentException {
        Node.Mapping asked = request(register, memberId);
        Node.Mapping snapshot = Tree.mapping().put("id", memberId).node();
        QuoteRequest request = QuoteRequest.read(asked, pack).orThrow();
        Optional<Member> member = Optional.of(Member.read(snapshot, pack).orThrow());
        Quote quote = calculator.quote(request, member);
        return new SaleBody(
                sale,
                sale.substring(0, 8),
                "msk-1",
                "2026-11-25",
                Optional.of("17"),
                asked,
                (Node.Mapping) quote.toNode(),
                (Node.Mapping) SoldReceipt.of(sale, quote).asAsked(request, member).toNode(pack),
                Optional.of(snapshot),
                1,
                List.of(),
                quote.created().stream()
                        .map(
                                lot ->
                                        new LotGrant(
                                                lot.idIn(sale),
                                                "purchase",
                                                Optional.empty(),
                                                lot.points().units(),
                                                lot.activeFrom(),
                                                lot.expiresAt(),
                                                Optional.empty()))
                        .toList(),
                List.of(),
                new SaleBody.Money(
                        quote.total().base().minor(),
                        quote.total().discount().minor(),
                        quote.total().redeemed().minor(),
                        quote.total().due().minor()),
                List.of(),
                List.of(),
                List.of());
    }

    private Node.Mapping request(String register, String member) {
        List<Node> lines = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            lines.add(
                    Tree.mapping()
                            .put("id", Integer.toString(i))
                            .put("sku", "20000000000" + i)
                            .put("name", "Goods " + i)
                            .put("categories", List.of("dairy/cheese"), Tree::text)
                            .put("quantity", "1")
                            .put("price", random.nextInt(1, 40) + ".50")
                            .node());
        }
        return Tree.mapping()
                .put("member", Tree.mapping().put("memberId", member).node())
                .put("basket", Tree.mapping().put("lines", Tree.sequence(lines)).node())
                .put("redeem", "0")
                .put(
                        "context",
                        Tree.mapping()
                                .put("at", "2026-11-25T12:30:00+03:00")
                                .put("store", "msk-1")
                                .put("region", "minsk")
                                .put("register", register)
                                .put("cashier", "17")
                                .put("channel", "offline")
                                .node())
                .node();
    }

    /** Enrols registers at a node. */
    static List<Client> registers(HttpClient http, Nodes nodes, int count) throws Exception {
        List<Client> registers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String code = nodes.newCode("msk-1-%04d".formatted(i), "msk-1");
            registers.add(Client.enrolled(http, nodes.port(i), code));
        }
        return registers;
    }
}
