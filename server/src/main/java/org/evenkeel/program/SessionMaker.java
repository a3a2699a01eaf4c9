package org.evenkeel.program;

import org.evenkeel.program.Session.Cancellation;
import org.evenkeel.room.SessionId;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes sessions from weekly slots and keeps them in line with their group. */
final class SessionMaker {

    private final SessionStore sessions;
    private final RosterRules rules;
    private final RandomBytes random;

    SessionMaker(SessionStore sessions, RosterRules rules, RandomBytes random) {
        this.sessions = sessions;
        this.rules = rules;
        this.random = random;
    }

    /**
     * Makes what is missing from {@code first} to {@code last}; slots that end before {@code now} stay without. Those
     * known to be there are not tried; trying one that is there is harmless.
     */
    void make(Group group, LocalDate first, LocalDate last, long now, Set<Occurrence> known) {
        first.datesUntil(last.plusDays(1))
                .forEach(
                        day ->
                                group.details().slots().stream()
                                        .filter(slot -> slot.meetsOn(day))
                                        .filter(slot -> slot.endOn(day, group.details().zone()) > now)
                                        .filter(slot -> !known.contains(new Occurrence(group.id(), day, slot.start())))
                                        .forEach(slot -> make(group, slot, day)));
    }

    /**
     * Brings one session in line with its group. People, name and policy follow until it has ended, times until it is
     * started; a session whose slot is gone is cancelled unless it runs.
     */
    void follow(SessionId id, Group group) {
        Session before = sessions.find(id).orElseThrow();
        boolean running = before.facts().startedAt().isPresent();
        if (before.facts().endedAt().isPresent()
                || before.facts().cancellation() == Cancellation.BY_STAFF
                || before.occurrence().isEmpty()) {
            return;
        }
        Optional<WeeklySlot> slot = slotOf(before.occurrence().orElseThrow(), group);
        Session after;
        if (running) {
            after = before.following(activePeople(group));
        } else if (slot.isEmpty() || !group.active()) {
            after = before.with(Cancellation.BY_SCHEDULE);
        } else {
            SessionPlan plan = plan(group, slot.orElseThrow(), before.occurrence().orElseThrow().date());
            List<RosterEntry> people = plan.roster();
            after = before.with(plan.with(before.plan().roster())).following(people).with(Cancellation.NONE);
        }
        if (!after.equals(before)) {
            sessions.save(after);
        }
    }

    private void make(Group group, WeeklySlot slot, LocalDate day) {
        sessions.addIfAbsent(
                new Session(
                        new SessionId(random.nextId()),
                        Optional.of(new Occurrence(group.id(), day, slot.start())),
                        plan(group, slot, day),
                        Session.Facts.none(),
                        0));
    }

    private SessionPlan plan(Group group, WeeklySlot slot, LocalDate day) {
        GroupDetails details = group.details();
        return new SessionPlan(
                details.name(),
                details.kind(),
                details.zone(),
                slot.startOn(day, details.zone()),
                slot.endOn(day, details.zone()),
                activePeople(group),
                details.policy());
    }

    private List<RosterEntry> activePeople(Group group) {
        return group.details().rosterEntries().stream().filter(rules::isActive).toList();
    }

    private static Optional<WeeklySlot> slotOf(Occurrence occurrence, Group group) {
        return group.details().slots().stream()
                .filter(slot -> slot.meetsOn(occurrence.date()) && slot.start().equals(occurrence.start()))
                .findFirst();
    }
}
