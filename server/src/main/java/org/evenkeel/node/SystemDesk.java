package org.evenkeel.node;

import org.evenkeel.api.SystemView;
import org.evenkeel.check.Finding;
import org.evenkeel.check.Glance;
import org.evenkeel.check.Subject;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.metrics.Census;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** How this server stands, in the words of the check, from what was seen already: a view costs nothing. Any thread. */
final class SystemDesk implements SystemView {

    private final Parts parts;
    private final long started;

    /**
     * What is told of.
     *
     * @param certificate until when that of the own port is good; empty: a proxy has it
     * @param relay whether one is configured
     * @param accepted of what a warning is no more than said
     */
    record Parts(
            Census census,
            IntSupplier connections,
            Supplier<Optional<Instant>> certificate,
            MediaPlane media,
            boolean relay,
            Set<Subject> accepted,
            Lookout lookout,
            EventCounts events,
            LogLevel logLevel) {}

    SystemDesk(Parts parts) {
        this.parts = parts;
        this.started = WallClock.INSTANCE.getAsLong();
    }

    @Override
    public Standing now() {
        var census = parts.census();
        var level = parts.logLevel();
        var wish = level.wish();
        return new Standing(
                Main.version(),
                started,
                parts.lookout().seen().map(seen -> seen.at().toEpochMilli()),
                new Numbers(census.openRooms(), census.people(), census.waiting(), parts.connections().getAsInt()),
                parts(),
                parts.events().events(),
                new Log(
                        wish.map(LogLevel.Wish::level).orElse(level.configured()),
                        level.configured(),
                        wish.map(it -> it.until().toEpochMilli())));
    }

    private List<Part> parts() {
        var all = new ArrayList<Part>();
        parts.lookout()
                .seen()
                .ifPresent(
                        seen -> {
                            all.add(part(Glance.redis(seen.redis().up())));
                            all.add(part(Glance.database(seen.sql().up())));
                            seen.around().stream()
                                    .filter(finding -> finding.subject() != Subject.REDIS)
                                    .forEach(finding -> all.add(part(finding)));
                        });
        all.add(part(sfu()));
        all.add(certificate());
        all.add(relay());
        all.sort(Comparator.comparing(part -> Subject.valueOf(part.code().toUpperCase(Locale.ROOT))));
        return List.copyOf(all);
    }

    private Finding sfu() {
        return switch (parts.media().mode()) {
            case SFU -> Glance.sfu(parts.media().figures().up());
            case MESH -> Glance.noSfu(true);
            case NONE -> Glance.noSfu(false);
        };
    }

    private Part certificate() {
        return parts.certificate()
                .get()
                .map(until -> part(Glance.certificate(until, WallClock.INSTANCE.instant())))
                .orElseGet(
                        () ->
                                unseen(
                                        Subject.CERTIFICATE_DAYS,
                                        "The proxy in front of this server has the certificate.",
                                        "evenkeel check looks at it."));
    }

    private Part relay() {
        return parts.relay()
                ? unseen(Subject.RELAY, "A relay is configured.", "evenkeel check asks it for an address.")
                : part(Glance.noRelay());
    }

    private Part part(Finding seen) {
        var finding = seen.acceptedFor(parts.accepted());
        var subject = finding.subject();
        return new Part(
                subject.code(),
                subject.area().title(),
                subject.looks(),
                switch (finding.state()) {
                    case FINE -> State.FINE;
                    case ACCEPTED -> State.ACCEPTED;
                    case WARNING -> State.WARNING;
                    case BROKEN -> State.BROKEN;
                },
                finding.found(),
                subject.why(),
                finding.whatToDo());
    }

    private static Part unseen(Subject subject, String found, String step) {
        return new Part(
                subject.code(), subject.area().title(), subject.looks(), State.UNSEEN, found, subject.why(), step);
    }

    @Override
    public void log(String level, Duration during) {
        written(() -> parts.logLevel().wish(level, during));
    }

    @Override
    public void logAsConfigured() {
        written(parts.logLevel()::back);
    }

    /** The wish is a file: on a full disk it cannot be kept, and is not half obeyed. */
    private void written(Runnable wish) {
        try {
            wish.run();
        } catch (ChildProblem e) {
            throw new StoreUnavailable("the wished log level cannot be written", e);
        }
        parts.logLevel().look();
    }
}
