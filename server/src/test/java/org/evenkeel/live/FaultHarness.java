package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.RoomPolicy;
import org.evenkeel.room.RoomSettings;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Several nodes in one JVM over one memory store and one ledger, with simulated people, on one thread and a virtual
 * clock: a story is its seed. The nodes run the real {@link Rooms}, {@link NodeKeeper} and {@link Recorder}; only time,
 * threads, store and sockets are made.
 */
final class FaultHarness {

    static final SessionId ROOM = new SessionId("s-harness");
    private static final long BEGIN = 1_800_000_000_000L;

    static final RoomSettings SETTINGS =
            new RoomSettings(
                    RoomKind.THERAPY,
                    BEGIN,
                    BEGIN + 90 * 60_000L,
                    new RoomPolicy(12, 120_000, 60_000, 600_000, 1_800_000, 10_000, true));

    private static final long SLICE_MILLIS = 200;
    private static final long SETTLED_MILLIS = 25_000;
    private static final long LONGEST_SETTLING = 240_000;

    private record Later(long at, long order, Runnable what) {}

    private final long seed;
    private final Random random;
    private final HarnessPlan plan;
    private final MemoryStore store = new MemoryStore(this::now);
    private final HarnessLedger ledger = new HarnessLedger();
    private final HarnessHistory history = new HarnessHistory();
    private final HarnessClaims claims = new HarnessClaims(this);
    private final List<HarnessNode> nodes = new ArrayList<>();
    private final List<HarnessPerson> people = new ArrayList<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::at).thenComparingLong(Later::order));
    private final List<String> trace = new ArrayList<>();
    private final Ids ids;
    private long now = BEGIN;
    private long counter;
    private int losses;
    private Optional<Position> lossAt = Optional.empty();
    private boolean storeDown;

    FaultHarness(long seed) {
        this(seed, HarnessPlan.of(new Random(~seed)));
    }

    FaultHarness(long seed, HarnessPlan plan) {
        this.seed = seed;
        this.random = new Random(seed);
        this.plan = plan;
        ids = () -> "id-" + counter++;
        store.witness(history);
        history.also(claims);
        store.faults(StoreFaults.seeded(new Random(seed + 1), plan.callRate(), plan.busRate()));
        people.add(new HarnessPerson(this, "fay", Role.FACILITATOR));
        people.add(new HarnessPerson(this, "cole", Role.CO_FACILITATOR));
        for (var name : List.of("ann", "ben", "cat")) {
            people.add(new HarnessPerson(this, name, Role.PARTICIPANT));
        }
        for (int i = 0; i < plan.nodes(); i++) {
            startNode();
        }
    }

    long now() {
        return now;
    }

    Ids ids() {
        return ids;
    }

    HarnessPlan plan() {
        return plan;
    }

    HarnessLedger ledger() {
        return ledger;
    }

    MemoryStore store() {
        return store;
    }

    HarnessHistory history() {
        return history;
    }

    HarnessClaims claims() {
        return claims;
    }

    List<HarnessPerson> people() {
        return people;
    }

    List<HarnessNode> nodes() {
        return nodes;
    }

    /** How often the store lost something, or was restarted, since the room was first written. */
    int losses() {
        return losses;
    }

    /** Where the log stood when that happened last. */
    Optional<Position> lossAt() {
        return lossAt;
    }

    List<String> trace() {
        return trace;
    }

    void note(String what) {
        trace.add((now - BEGIN) + " " + what);
    }

    void after(long millis, Runnable what) {
        later.add(new Later(now + millis, counter++, what));
    }

    List<HarnessNode> living() {
        return nodes.stream().filter(HarnessNode::alive).toList();
    }

    HarnessNode startNode() {
        var id = new NodeId("node-" + nodes.size());
        var node = new HarnessNode(id, store.node(id), ledger, this::now, ids, claims);
        nodes.add(node);
        note("start " + id);
        return node;
    }

    void kill(HarnessNode node) {
        note("kill " + node.id());
        node.kill();
        store.vanish(node.id());
        people.forEach(person -> person.nodeDied(node));
    }

    // --- time ---

    void advance(long millis) {
        long until = now + millis;
        while (now < until) {
            now = Math.min(until, now + 1 + random.nextLong(SLICE_MILLIS));
            while (!later.isEmpty() && later.peek().at() <= now) {
                later.poll().what().run();
            }
            for (var node : List.copyOf(nodes)) {
                if (node.alive()) {
                    node.turn();
                }
            }
        }
    }

    // --- the story ---

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(100) < 25) {
                trouble();
            }
            act(people.get(random.nextInt(people.size())));
            advance(pause());
        }
        calm();
    }

    private long pause() {
        return switch (random.nextInt(20)) {
            case 0 -> 4_000;
            case 1 -> random.nextInt(4) == 0 ? 20_000 : 1_000;
            case 2, 3, 4, 5, 6, 7 -> 1;
            default -> random.nextInt(600);
        };
    }

    private void act(HarnessPerson person) {
        if (serving().isEmpty()) {
            return;
        }
        var node = anyNode();
        if (!person.hasPage()) {
            if (random.nextInt(3) > 0) {
                note("open " + person.member() + " on " + node.id());
                person.open(node);
            }
            return;
        }
        if (person.socket().isEmpty()) {
            note("back " + person.member() + " on " + node.id());
            person.comeBack(node);
            return;
        }
        if (!person.isSeated()) {
            if (random.nextInt(10) == 0) {
                person.drop(random.nextInt(3_000));
            }
            return;
        }
        switch (random.nextInt(20)) {
            case 0 -> {
                note("drop " + person.member());
                person.drop(random.nextInt(3_000));
            }
            case 1 -> {
                note("leave " + person.member());
                person.leave();
            }
            case 2 -> {
                note("new page " + person.member() + " on " + node.id());
                person.open(node);
            }
            default -> ask(person);
        }
    }

    private void ask(HarnessPerson person) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            var text = person.nextText();
            var command = person.role() == Role.PARTICIPANT ? ofParticipant(person, text) : ofStaff(text);
            boolean carriesText =
                    command instanceof RoomCommand.WriteToStaff || command instanceof RoomCommand.SayToStaff;
            person.ask(command, carriesText ? text : "");
        }
    }

    private RoomCommand ofParticipant(HarnessPerson person, String text) {
        return switch (random.nextInt(6)) {
            case 0 -> new RoomCommand.RaiseHand();
            case 1 -> new RoomCommand.LowerHand(person.member());
            case 2 -> new RoomCommand.SetMicrophone(random.nextBoolean());
            default -> new RoomCommand.WriteToStaff(text);
        };
    }

    private RoomCommand ofStaff(String text) {
        return switch (random.nextInt(10)) {
            case 0 -> new RoomCommand.Start();
            case 1, 2 -> new RoomCommand.AdmitAllExpected();
            case 3 -> new RoomCommand.StartTimer(5_000 + random.nextInt(20_000));
            case 4 -> new RoomCommand.LowerAllHands();
            case 5 -> new RoomCommand.MuteAll();
            default -> new RoomCommand.SayToStaff(text);
        };
    }

    /** Nodes that let people in: those that once held a lease. */
    private List<HarnessNode> serving() {
        return living().stream().filter(node -> node.keeper().trusted()).toList();
    }

    private HarnessNode anyNode() {
        var serving = serving();
        return serving.get(random.nextInt(serving.size()));
    }

    // --- trouble ---

    private void trouble() {
        switch (random.nextInt(8)) {
            case 0 -> onlyIf(plan.cuts(), this::cutBus);
            case 1 -> onlyIf(plan.kills(), this::killOne);
            case 2 -> onlyIf(plan.outages() && !storeDown, this::outage);
            case 3 -> onlyIf(plan.losses() && !storeDown, this::lose);
            case 4 -> onlyIf(plan.ledgerOutages() && !ledger.isDown(), this::ledgerOutage);
            case 5 -> store.deliverDelayed();
            default -> onlyIf(living().size() < plan.nodes(), this::startNode);
        }
    }

    private static void onlyIf(boolean wanted, Runnable what) {
        if (wanted) {
            what.run();
        }
    }

    private void cutBus() {
        var node = anyNodeOrNone();
        node.ifPresent(
                deaf -> {
                    note("deaf " + deaf.id());
                    store.cutBus(deaf.id());
                    after(random.nextInt(8_000), () -> store.mendBus(deaf.id()));
                });
    }

    private Optional<HarnessNode> anyNodeOrNone() {
        var living = living();
        return living.isEmpty() ? Optional.empty() : Optional.of(living.get(random.nextInt(living.size())));
    }

    private void killOne() {
        anyNodeOrNone().ifPresent(this::kill);
    }

    private void outage() {
        note("store down");
        storeDown = true;
        store.down();
        after(
                random.nextInt(15_000),
                () -> {
                    note("store up");
                    storeDown = false;
                    store.up();
                });
    }

    private void ledgerOutage() {
        note("ledger down");
        ledger.down(true);
        after(
                random.nextInt(20_000),
                () -> {
                    note("ledger up");
                    ledger.down(false);
                });
    }

    private void lose() {
        if (history.isEmpty()) {
            return;
        }
        losses++;
        lossAt = storeHead();
        switch (random.nextInt(5)) {
            case 0 -> {
                note("restart without loss");
                store.restart();
            }
            case 1 -> {
                note("flush");
                store.flush();
            }
            case 2 -> rewind(1_000);
            case 3 -> rewind(1);
            default -> rewind(1 + random.nextInt(50));
        }
    }

    private void rewind(int appends) {
        note("rewind " + appends);
        store.rewind(appends);
    }

    Optional<Position> storeHead() {
        return store.state().head(ROOM);
    }

    // --- the end ---

    /** All trouble ends, whoever was under way arrives, and everything comes to rest. */
    void calm() {
        note("calm");
        store.faults(StoreFaults.NONE);
        if (storeDown) {
            storeDown = false;
            store.up();
        }
        nodes.forEach(node -> store.mendBus(node.id()));
        ledger.down(false);
        store.deliverDelayed();
        if (living().isEmpty()) {
            startNode();
        }
        settle();
    }

    void settle() {
        long began = now;
        long restSince = now;
        while (now - restSince < SETTLED_MILLIS) {
            if (now - began > LONGEST_SETTLING) {
                throw new AssertionError("did not come to rest: " + unrest());
            }
            for (var person : people) {
                if (person.hasPage() && person.socket().isEmpty() && !serving().isEmpty()) {
                    person.comeBack(anyNode());
                }
            }
            advance(500);
            if (!atRest()) {
                restSince = now;
            }
        }
    }

    private boolean atRest() {
        return living().stream().allMatch(HarnessNode::idle) && people.stream().allMatch(HarnessPerson::settled);
    }

    private String unrest() {
        var busy = living().stream().filter(node -> !node.idle()).map(HarnessNode::id).toList();
        var waiting = people.stream().filter(person -> !person.settled()).map(HarnessPerson::member).toList();
        return "nodes " + busy + ", people " + waiting;
    }

    /** A facilitator comes and ends the session; all sockets are closed by that. */
    void end() {
        var fay = people.getFirst();
        if (!fay.isSeated()) {
            fay.open(anyNode());
            settle();
        }
        fay.ask(new RoomCommand.Start(), "");
        settle();
        fay.ask(new RoomCommand.End(), "");
        settle();
    }

    @Override
    public String toString() {
        return "seed " + seed + " " + plan + "\n" + String.join("\n", trace);
    }
}
