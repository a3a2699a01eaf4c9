package org.evenkeel.check;

import org.evenkeel.child.SearchPath;
import org.evenkeel.media.PortRange;
import org.evenkeel.media.RelaySettings;
import org.evenkeel.media.SfuAddress;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.sql.DatabaseAddress;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan for tests, of which a test says what matters to it. For one thread. */
public final class Plans {

    private final Path data;
    private Optional<URI> address = Optional.empty();
    private CheckPlan.Listen listen = new CheckPlan.Listen("127.0.0.1", 1, false, Set.of(), OptionalInt.empty());
    private CheckPlan.Redis redis = new CheckPlan.Redis(true, Optional.empty());
    private CheckPlan.Media media =
            new CheckPlan.Media(true, false, Optional.empty(), false, Optional.empty(), new PortRange(20_000, 29_999));
    private Optional<RelaySettings> relay = Optional.empty();
    private CheckPlan.Issuers trust = new CheckPlan.Issuers(Set.of(), Set.of());
    private boolean slow;
    private Set<Subject> accepted = Set.of();
    private Machine machine = Machine.here();
    private InstantSource clock = InstantSource.system();

    private Plans(Path data) {
        this.data = data;
    }

    public static Plans of(Path data) {
        return new Plans(data);
    }

    public Plans address(String uri) {
        address = Optional.of(URI.create(uri));
        return this;
    }

    public Plans port(int port, boolean tls, String... trusted) {
        listen = new CheckPlan.Listen("127.0.0.1", port, tls, Set.of(trusted), OptionalInt.empty());
        return this;
    }

    Plans metrics(int port) {
        listen = new CheckPlan.Listen("127.0.0.1", 1, false, Set.of(), OptionalInt.of(port));
        return this;
    }

    public Plans redis(RedisAddress to) {
        redis = new CheckPlan.Redis(false, Optional.of(to));
        return this;
    }

    public Plans sfu(SfuAddress to) {
        return media(false, Optional.of(to), new PortRange(20_000, 29_999));
    }

    Plans media(boolean own, Optional<SfuAddress> sfu, PortRange ports) {
        media = new CheckPlan.Media(own, true, sfu, false, Optional.empty(), ports);
        return this;
    }

    Plans relay(RelaySettings to) {
        relay = Optional.of(to);
        return this;
    }

    public Plans trust(Set<TrustAnchor> to) {
        trust = new CheckPlan.Issuers(to, Set.of());
        return this;
    }

    Plans machine(Path root, Path programs) {
        machine =
                new Machine(
                        root.resolve("proc"),
                        root.resolve("sys"),
                        root.resolve("run"),
                        new SearchPath(programs.toString()));
        return this;
    }

    public Plans slow() {
        slow = true;
        return this;
    }

    Plans accepted(Subject... subjects) {
        accepted = Set.of(subjects);
        return this;
    }

    Plans clock(InstantSource to) {
        clock = to;
        return this;
    }

    public CheckPlan plan() {
        return new CheckPlan(
                address,
                listen,
                new CheckPlan.Folders(data, data.resolve("keys"), data.resolve("day-keys"), List.of()),
                new DatabaseAddress.SqliteFile(data.resolve("evenkeel.db")),
                redis,
                media,
                relay,
                slow,
                accepted,
                Optional.empty(),
                trust,
                machine,
                clock);
    }

    /** What a look says of a subject, as one line. */
    static String said(List<Finding> findings, Subject subject) {
        return findings.stream()
                .filter(finding -> finding.subject() == subject)
                .map(finding -> finding.state().word() + ": " + finding.found())
                .collect(Collectors.joining("\n"));
    }
}
