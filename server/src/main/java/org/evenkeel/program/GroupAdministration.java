package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Adds and changes groups; sessions that have not ended follow at once. Any thread. */
public final class GroupAdministration {

    private static final int TRIES = 8;

    private final GroupStore groups;
    private final RosterRules rules;
    private final Schedule schedule;
    private final RandomBytes random;

    GroupAdministration(GroupStore groups, RosterRules rules, Schedule schedule, RandomBytes random) {
        this.groups = groups;
        this.rules = rules;
        this.schedule = schedule;
        this.random = random;
    }

    /**
     * All groups, active first, by name; without rosters for those who may not see them.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<Group> list(Caller caller) {
        caller.must(Access.Action.READ, Access.GROUPS);
        return groups.all().stream()
                .sorted(
                        Comparator.comparing(Group::active, Comparator.reverseOrder())
                                .thenComparing(group -> group.details().name(), String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(group -> group.id().value()))
                .map(group -> asSeenBy(caller, group))
                .toList();
    }

    /**
     * One group; without its roster for those who may not see it.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public Group get(Caller caller, GroupId id) {
        caller.must(Access.Action.READ, Access.GROUPS);
        return asSeenBy(caller, find(id));
    }

    /**
     * Adds a group; its sessions of the coming days are made at once.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code inactive} ({@code leaders}, {@code roster}) for people who are
     *     unknown or deactivated, {@code bad_value} ({@code leaders}) for a role the person may not hold
     */
    public Group add(Caller caller, GroupDetails details) {
        caller.must(Access.Action.CHANGE, Access.GROUPS);
        rules.check(details.rosterEntries(), List.of());
        Group kept = groups.save(new Group(new GroupId(random.nextId()), details, true, 0));
        schedule.follow(kept);
        return kept;
    }

    /**
     * Changes a group; sessions that have not ended follow its people, times and policy.
     *
     * @param version the version that was read
     * @throws ProgramProblem as {@link #add}, and {@code not_found}, {@code conflict}
     */
    public Group change(Caller caller, GroupId id, long version, GroupDetails details) {
        caller.must(Access.Action.CHANGE, Access.GROUPS);
        Group before = find(id);
        rules.check(details.rosterEntries(), before.details().rosterEntries());
        return save(before.with(details).at(version));
    }

    /**
     * Adds participants to a group's roster, whoever else changes the group meanwhile; sessions that have not ended
     * follow.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code inactive} ({@code roster}), {@code
     *     conflict} when others do not stop changing it
     */
    public Group addToRoster(Caller caller, GroupId id, Collection<PersonId> people) {
        caller.must(Access.Action.CHANGE, Access.ROSTERS);
        for (int left = TRIES; ; left--) {
            Group before = find(id);
            try {
                return change(caller, id, before.version(), before.details().withMore(people));
            } catch (ProgramProblem e) {
                if (e.code() != ProgramProblem.Code.CONFLICT || left == 1) {
                    throw e;
                }
            }
        }
    }

    /**
     * Lets a group meet no longer, or again: sessions to come are cancelled, or come back.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code conflict}
     */
    public Group setActive(Caller caller, GroupId id, long version, boolean active) {
        caller.must(Access.Action.CHANGE, Access.GROUPS);
        return save(find(id).withActive(active).at(version));
    }

    private Group save(Group group) {
        Group kept = groups.save(group);
        schedule.follow(kept);
        return kept;
    }

    private Group find(GroupId id) {
        return groups.find(id).orElseThrow(() -> new ProgramProblem(ProgramProblem.Code.NOT_FOUND, "group"));
    }

    private static Group asSeenBy(Caller caller, Group group) {
        return caller.may(Access.Action.READ, Access.ROSTERS) ? group : group.withoutRoster();
    }
}
