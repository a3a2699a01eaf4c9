package org.evenkeel.setup;

import org.evenkeel.setup.Change.Command;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a machine needs to run a clinic's server, and how it gets there. One thread; blocks. */
public final class Setup {

    private static final Pattern IN_POSTGRES = Pattern.compile("(?m)^database\\.url *= *\\S");

    private final Machine machine;
    private final OtherRooms rooms;

    Setup(Machine machine, OtherRooms rooms) {
        this.machine = machine;
        this.rooms = rooms;
    }

    /** For the machine that this process runs on, which must run as root to change it. */
    public static Setup ofThisMachine(OtherRooms rooms) {
        return new Setup(new Machine(Path.of("/"), new RealHands()), rooms);
    }

    /** Whether the package is here, whose users and folders are needed. */
    public boolean isInstalled() {
        return machine.has(Places.PROGRAM);
    }

    /** What was answered last, by question; empty before the first time. */
    public Map<String, String> lastAnswers() {
        return machine.read(Places.ANSWERS).map(Setup::answersIn).orElse(Map.of());
    }

    /**
     * The answers in the text of a file, unchecked.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    public static Map<String, String> answersIn(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text can be read", e);
        }
        var answers = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> answers.put(name, properties.getProperty(name).strip()));
        return Map.copyOf(answers);
    }

    /**
     * Setup moves no record from one database to another; so it must not lead the server away from the one at hand.
     *
     * @throws Answers.Problems when it would
     */
    public void mustKeepRecord(Answers answers) {
        var present = machine.read(Places.CONFIGURATION).orElse("");
        boolean isInPostgres = IN_POSTGRES.matcher(present).find();
        boolean wasSetUpSo = "postgresql".equals(lastAnswers().get(Question.DATABASE.key()));
        if (answers.postgres().isEmpty()
                && !isInPostgres
                && machine.hasSomethingIn(Places.KEYS)
                && !machine.has(Places.SQLITE)) {
            throw new Answers.Problems(
                    List.of(
                            "database: there are keys in %1$s and no SQLite database, so there was a record. Was it in"
                                    + " PostgreSQL? Answer postgresql. Is it lost? First: evenkeel restore. To begin"
                                    + " anew without it, move %1$s away".formatted(Places.KEYS)));
        }
        if (answers.postgres().isPresent() && !isInPostgres && machine.has(Places.SQLITE)) {
            throw new Answers.Problems(
                    List.of(
                            "database: the record of this machine is in SQLite, and setup moves none. Leave it at"
                                    + " sqlite; or, to begin anew without it, stop the server and move %s away"
                                            .formatted(Places.SQLITE)));
        }
        if (answers.postgres().isEmpty() && isInPostgres && wasSetUpSo) {
            throw new Answers.Problems(
                    List.of(
                            "database: the record of this machine is in PostgreSQL, and setup moves none. Leave it at"
                                    + " postgresql; or, to begin anew without it, stop the server and empty"
                                    + " database.url in %s".formatted(Places.CONFIGURATION)));
        }
    }

    /**
     * Why the present configuration cannot be used, whatever setup sets in it; empty when it can. A value that setup
     * sets does no harm.
     */
    public List<String> configurationProblems(Answers answers) {
        if (!machine.has(Places.CONFIGURATION)) {
            return List.of();
        }
        var set = new WantedFiles(answers, machine, rooms).configurationValues().keySet();
        return rooms.configurationProblems(Places.CONFIGURATION).stream()
                .filter(sentence -> set.stream().noneMatch(sentence::startsWith))
                .toList();
    }

    /** What somebody must see to before anything is changed: files that are his to put there, ports that are taken. */
    public List<String> obstacles(Answers answers) {
        return Stream.concat(
                        new YourFiles(answers, machine, rooms).problems().stream(),
                        TakenPorts.problems(answers, machine, rooms.listeners()).stream())
                .toList();
    }

    /** A change that the machine needs. */
    public interface Step {

        /** What happens, in lines for the person who sets up; no secret stands in them. */
        List<String> lines();

        /** Lets it happen. @throws RuntimeException with a sentence when it cannot */
        void make();
    }

    /** Packages that are missing; they come first, since they bring users and files of their own. */
    public List<Step> packages(Answers answers) {
        return needed(wantedPackages(answers));
    }

    /**
     * What is not as it should be, in the order in which it is to be made.
     *
     * @param texts the answers as they were given; kept for the next time
     */
    public List<Step> steps(Answers answers, Map<String, String> texts) {
        List<Change> files =
                Stream.concat(new WantedFiles(answers, machine, rooms).all().stream(), Stream.of(kept(texts)))
                        .filter(change -> change.isNeeded(machine))
                        .toList();
        var changes = new ArrayList<Change>();
        changes.addAll(files);
        if (PostgresHere.isWanted(answers)) {
            changes.addAll(PostgresHere.commands());
        }
        changes.add(clinic(answers));
        if (machine.hasServices()) {
            changes.addAll(Services.commands(answers, machine, files.stream().map(Change::subject).toList()));
        }
        return needed(changes);
    }

    /** The first supervisor; comes last, since his address is what one goes on with. Empty when there is one. */
    public Optional<Step> supervisor(Answers answers) {
        var name = List.of("--name", answers.administrator());
        return needed(
                        List.of(
                                new Command(
                                        "there is a first supervisor; the address signs him in once, within fifteen"
                                                + " minutes",
                                        own("admin", name),
                                        own("admin", name, "--ask"))))
                .stream()
                .findFirst();
    }

    private List<Step> needed(List<Change> changes) {
        return changes.stream().filter(change -> change.isNeeded(machine)).map(this::step).toList();
    }

    private Step step(Change change) {
        return new Step() {
            @Override
            public List<String> lines() {
                return change.shown(machine);
            }

            @Override
            public void make() {
                change.make(machine);
            }
        };
    }

    /** Whether services can be started here, or must be by hand. */
    public boolean startsServices() {
        return machine.hasServices();
    }

    /** Whether this machine has what sound and picture need. */
    public boolean hasSfu() {
        return machine.has(Places.JANUS_PROGRAM);
    }

    /** What is no mistake of an answer, but should be looked at; empty when there is nothing. May ask the DNS. */
    public static Optional<String> warning(Question question, String text) {
        if (question != Question.HOST) {
            return Optional.empty();
        }
        try {
            InetAddress.getAllByName(text);
            return Optional.empty();
        } catch (UnknownHostException _) {
            return Optional.of(text + " has no address in the DNS yet.");
        }
    }

    /** What must be let in. */
    public List<String> firewall(Answers answers) {
        return Firewall.rules(answers);
    }

    /** Not every Debian has a Janus. */
    private List<Change> wantedPackages(Answers answers) {
        var packages = new ArrayList<Change>();
        if (machine.hands().endsWell(List.of("apt-get", "--simulate", "install", "janus"))) {
            packages.add(installed("janus", Places.JANUS_PROGRAM));
        }
        if (answers.relay()) {
            packages.add(installed("coturn", "/usr/bin/turnserver"));
        }
        if (answers.tls().isCaddy()) {
            packages.add(installed("caddy", "/usr/bin/caddy"));
        }
        if (answers.tls() == Answers.Tls.NGINX) {
            packages.add(installed("nginx", "/usr/sbin/nginx"));
        }
        if (PostgresHere.isWanted(answers)) {
            packages.add(PostgresHere.installed());
        } else if (answers.postgres().isPresent() && answers.backup().isPresent()) {
            packages.add(installed("postgresql-client", "/usr/bin/pg_dump"));
        }
        return packages;
    }

    private static Change installed(String name, String program) {
        return installed(name, List.of("test", "-x", program));
    }

    static Change installed(String name, List<String> asked) {
        return new Command(
                name + " is installed", List.of("apt-get", "install", "--yes", "--no-install-recommends", name), asked);
    }

    /** Before the server's first start, so that nobody meets a clinic without a time zone. */
    private static Change clinic(Answers answers) {
        var zone = List.of("--zone", answers.zone().getId());
        return new Command(
                "the clinic's time zone is " + answers.zone(), own("clinic", zone), own("clinic", zone, "--ask"));
    }

    private static List<String> own(String command, List<String> options, String... more) {
        return Stream.of(List.of(Places.PROGRAM, command), options, List.of(more)).flatMap(List::stream).toList();
    }

    private static Change kept(Map<String, String> texts) {
        var lines = new ArrayList<>(List.of("# What was answered last; evenkeel setup begins with it."));
        for (Question question : Question.values()) {
            lines.add(
                    "%s = %s"
                            .formatted(question.key(), texts.getOrDefault(question.key(), question.fallback()))
                            .strip());
        }
        return new Change.Text(Places.ANSWERS, String.join("\n", lines) + "\n", Owner.ROOT, "rw-------", Set.of());
    }
}
