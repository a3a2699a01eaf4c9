package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds, changes and deactivates staff. Any thread. */
public final class StaffAdministration {

    private final StaffStore store;
    private final RandomBytes random;
    private final Departures departures;

    StaffAdministration(StaffStore store, RandomBytes random, Departures departures) {
        this.store = store;
        this.random = random;
        this.departures = departures;
    }

    /**
     * Everybody, active first, by full name.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<StaffMember> list(Caller caller) {
        caller.must(Access.Action.READ, Access.STAFF);
        return store.all().stream()
                .sorted(
                        Comparator.comparing(StaffMember::active, Comparator.reverseOrder())
                                .thenComparing(member -> member.details().fullName(), String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(member -> member.id().value()))
                .toList();
    }

    /**
     * One person; everybody may read about himself.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public StaffMember get(Caller caller, PersonId id) {
        if (!caller.person().equals(id)) {
            caller.must(Access.Action.READ, Access.STAFF);
        }
        return find(id);
    }

    /**
     * Adds a person.
     *
     * @throws ProgramProblem {@code not_allowed} (also for roles that the caller may not give), {@code taken}
     */
    public StaffMember add(Caller caller, StaffDetails details) {
        caller.must(Access.Action.CHANGE, Access.STAFF);
        mayGive(caller, details.roles());
        return store.save(new StaffMember(new PersonId(random.nextId()), details, true, 0));
    }

    /**
     * Changes a person.
     *
     * @param version the version that was read
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code conflict}, {@code taken}
     */
    public StaffMember change(Caller caller, PersonId id, long version, StaffDetails details) {
        caller.must(Access.Action.CHANGE, Access.STAFF);
        StaffMember before = find(id);
        mayGive(caller, added(before.roles(), details.roles()));
        return store.save(before.with(details).at(version));
    }

    /**
     * Ends a person's access at once: sign-ins, links and open sockets. Done again, it ends them again.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code conflict}
     */
    public StaffMember deactivate(Caller caller, PersonId id, long version) {
        caller.must(Access.Action.CHANGE, Access.STAFF);
        StaffMember after = store.save(find(id).withActive(false).at(version));
        departures.left(id);
        return after;
    }

    /**
     * Lets a person back in; the password is still the old one.
     *
     * @throws ProgramProblem {@code not_allowed} (also for roles that the caller may not give), {@code not_found},
     *     {@code conflict}
     */
    public StaffMember reactivate(Caller caller, PersonId id, long version) {
        caller.must(Access.Action.CHANGE, Access.STAFF);
        StaffMember before = find(id);
        mayGive(caller, before.roles());
        return store.save(before.withActive(true).at(version));
    }

    private StaffMember find(PersonId id) {
        return store.find(id).orElseThrow(() -> new ProgramProblem(ProgramProblem.Code.NOT_FOUND, "staff"));
    }

    /** Whoever may not see participants could otherwise give himself a role that may. */
    private static void mayGive(Caller caller, Set<StaffRole> roles) {
        if (roles.stream().anyMatch(StaffRole::seesParticipants)) {
            caller.must(Access.Action.CHANGE, Access.STAFF_ROLES);
        }
    }

    private static Set<StaffRole> added(Set<StaffRole> before, Set<StaffRole> after) {
        return after.stream().filter(role -> !before.contains(role)).collect(Collectors.toUnmodifiableSet());
    }
}
