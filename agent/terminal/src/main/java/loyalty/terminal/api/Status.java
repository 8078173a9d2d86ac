package loyalty.terminal.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.pack.RulePack;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.checkout.Shop;
import loyalty.terminal.checkout.Times;
import loyalty.terminal.commit.Allowance;
import loyalty.terminal.commit.Exposure;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.Step;
import loyalty.terminal.commit.Till;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.sync.Sync;
import loyalty.terminal.sync.SyncState;

/** How the register stands, for the cashier page, for IT and for metrics. Any thread. */
public final class Status {
    private static final int PATIENCE_SECONDS = 5;

    private final Till till;
    private final Programme programme;
    private final Optional<Sync> sync;
    private final Paper paper;
    private final Supplier<Map<String, String>> scanners;
    private final Shop shop;
    private final List<String> languages;

    /**
     * @param scanners each scanner's state by its name
     * @param languages those that the cashier page offers
     */
    public Status(
            Till till,
            Programme programme,
            Optional<Sync> sync,
            Paper paper,
            Supplier<Map<String, String>> scanners,
            Shop shop,
            List<String> languages) {
        this.till = till;
        this.programme = programme;
        this.sync = sync;
        this.paper = paper;
        this.scanners = scanners;
        this.shop = shop;
        this.languages = List.copyOf(languages);
    }

    /** What the ledger says, taken in one visit to the till. */
    private record Visit(
            Allowance standing,
            Exposure exposure,
            Duration termLeft,
            String clock,
            String drift,
            long members,
            String register,
            boolean enrolled,
            int unknownPacks,
            List<String> attention) {}

    /** As {@code GET /v1/status} answers. */
    Node.Mapping toNode() throws IOException {
        RulePack pack = programme.rules().pack();
        SyncState state = syncState();
        Visit visit = visit(state.online());
        Tree tree = Tree.mapping();
        tree.put("mode", state.online() ? "online" : "offline");
        tree.put("step", visit.standing.step().word());
        tree.put("stepCause", visit.standing.cause().word());
        tree.put("stepReason", visit.standing.reason());
        tree.put("register", visit.register);
        tree.put("enrolled", visit.enrolled);
        tree.put("store", shop.store());
        tree.put("language", shop.language());
        tree.put("languages", languages, Tree::text);
        tree.put("programme", pack.title());
        tree.put("currency", pack.currency().code());
        tree.put("pointNames", names(pack));
        tree.put("pack", pack.hash());
        tree.put("processor", sync.isPresent());
        state.lastContact().ifPresent(at -> tree.put("lastContact", Times.text(at, pack.zone())));
        tree.put("lastProblem", state.lastProblem());
        tree.put("attention", visit.attention, Tree::text);
        AtStake atStake = new AtStake(visit.exposure, visit.termLeft, pack);
        tree.put("pending", atStake.pending());
        tree.put("worstLoss", atStake.worstLoss());
        tree.put("lostIfDiskDies", atStake.lostIfDiskDies());
        Tree clock = Tree.mapping().put("quality", visit.clock).put("drift", visit.drift);
        tree.put("clock", clock.node());
        tree.put("members", visit.members);
        tree.put("receipts", receipts());
        return tree.put("devices", Tree.sequence(devices())).node();
    }

    private SyncState syncState() {
        return sync.map(Sync::state).orElse(SyncState.START);
    }

    private Visit visit(boolean online) throws IOException {
        try {
            return till.ask(() -> look(online)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the till has not answered in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Visit look(boolean online) throws IOException {
        Ledger ledger = till.ledger();
        Optional<RulePack> pack = Optional.of(programme.rules().pack());
        return new Visit(
                ledger.offlineRules().standing(pack, online),
                ledger.offlineRules().exposure(pack),
                ledger.offlineRules().termLeft(),
                ledger.clock().quality().name().toLowerCase(Locale.ROOT),
                ledger.clock().drift().toString(),
                ledger.members().count(),
                ledger.register().name(),
                ledger.correspondence().agenda().enrolled(),
                ledger.correspondence().packs().wanted().size(),
                new Attention(ledger).sentences());
    }

    private static Node names(RulePack pack) {
        Tree names = Tree.mapping();
        pack.settings()
                .pointNames()
                .forEach((language, forms) -> names.put(language, forms, Tree::text));
        return names.node();
    }

    /** Which template the shop chose, and what stands in for what cannot be used. */
    private Node receipts() {
        Receipts receipts = paper.receipts();
        return Tree.mapping()
                .put("template", receipts.chosen())
                .put(
                        "problem",
                        receipts.missing()
                                .map(
                                        name ->
                                                "there is no template \""
                                                        + name
                                                        + "\" yet; the programme's own prints until"
                                                        + " the processor delivers it")
                                .orElse(""))
                .put("refused", receipts.refused(), Tree::text)
                .node();
    }

    private List<Node> devices() {
        List<Node> devices = new ArrayList<>();
        scanners.get().forEach((name, state) -> devices.add(device(name, "scanner", state)));
        paper.printers()
                .ifPresent(
                        desk ->
                                desk.states()
                                        .forEach((n, s) -> devices.add(device(n, "printer", s))));
        return devices;
    }

    private static Node device(String name, String kind, String state) {
        return Tree.mapping().put("name", name).put("kind", kind).put("state", state).node();
    }

    /** What {@code /metrics} tells besides the calls. */
    List<Metrics.Figure> figures() throws IOException {
        SyncState state = syncState();
        Visit visit = visit(state.online());
        List<Metrics.Figure> figures = new ArrayList<>();
        figures.add(
                figure("loyalty_online", "1 if the processor answers.", state.online() ? 1 : 0));
        figures.add(
                figure(
                        "loyalty_step",
                        "0 everything to 3 identify only.",
                        number(visit.standing.step())));
        figures.addAll(
                new AtStake(visit.exposure, visit.termLeft, programme.rules().pack()).figures());
        figures.add(
                figure(
                        "loyalty_unknown_packs",
                        "Rule packs the processor does not know; sales wait.",
                        visit.unknownPacks));
        figures.add(figure("loyalty_members", "Cached members.", visit.members));
        figures.add(figure("loyalty_uploaded_operations_total", "Since start.", state.uploaded()));
        figures.add(figure("loyalty_applied_changes_total", "Since start.", state.applied()));
        return List.copyOf(figures);
    }

    private static long number(Step step) {
        return switch (step) {
            case EVERYTHING -> 0;
            case RIGHTS_ONLY -> 1;
            case ACCRUAL_ONLY -> 2;
            case IDENTIFY_ONLY -> 3;
        };
    }

    private static Metrics.Figure figure(String name, String help, long value) {
        return new Metrics.Figure(name, help, (double) value);
    }

    /** Whether each part works; the register is ready when the ledger answers. */
    Node.Mapping ready() throws IOException {
        boolean online = syncState().online();
        Visit visit = visit(online);
        return Tree.mapping()
                .put("status", "ready")
                .put("ledger", "up")
                .put("pack", programme.rules().pack().hash())
                .put("processor", sync.isEmpty() ? "none" : online ? "up" : "down")
                .put("step", visit.standing.step().word())
                .node();
    }
}
