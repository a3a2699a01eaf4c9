package org.evenkeel.program;

import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Emergency accesses as those hear of them who must: privacy officers look at each, supervisors learn that one took
 * place, and that nobody is there who looks. Any thread.
 */
public final class EmergencyReviews {

    /** For so long staff's page says of somebody that he opened one: as long as of two resets of an account. */
    private static final Duration TOLD = Duration.ofDays(7);

    /** More are not shown at once; the number beside them counts all. */
    private static final int MOST_WAITING = 200;

    private final EmergencyStore store;
    private final StaffStore staff;
    private final InstantSource clock;

    EmergencyReviews(ProgramStores stores, InstantSource clock) {
        this.store = stores.emergencies();
        this.staff = stores.staff();
        this.clock = clock;
    }

    /**
     * How many wait.
     *
     * @param waiting for a privacy officer
     * @param unattended of those, for how many there is none: nobody has the role, or only who opened them
     */
    public record Told(long waiting, long unattended) {}

    /**
     * Those that wait, the oldest first.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<EmergencyAccess> waiting(Caller caller) {
        caller.must(Access.Action.READ, Access.EMERGENCY_REVIEWS);
        return store.waiting(MOST_WAITING);
    }

    /**
     * Those that were reviewed, the newest first.
     *
     * @param below id of the last one of the page before
     * @throws ProgramProblem {@code not_allowed}, {@code not_found} when there is none of that id
     */
    public List<EmergencyAccess> reviewed(Caller caller, Optional<String> below, int most) {
        caller.must(Access.Action.READ, Access.EMERGENCY_REVIEWS);
        return store.reviewed(below.map(this::find), most);
    }

    /**
     * One of them.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public EmergencyAccess get(Caller caller, String id) {
        caller.must(Access.Action.READ, Access.EMERGENCY_REVIEWS);
        return find(id);
    }

    /**
     * The caller has looked at it. Only once it has ended: what is still read would be reviewed unseen.
     *
     * @param note may be empty
     * @throws ProgramProblem {@code not_allowed}, with {@code ownEmergency} for one's own; {@code not_found}; {@code
     *     conflict}, with {@code openEmergency} while it is open, without when somebody else was first; {@code
     *     too_long} (note)
     */
    public void review(Caller caller, String id, String note) {
        caller.must(Access.Action.CHANGE, Access.EMERGENCY_REVIEWS);
        EmergencyAccess access = find(id);
        if (access.by().equals(caller.person())) {
            throw new ProgramProblem(Code.NOT_ALLOWED, "ownEmergency");
        }
        long now = clock.millis();
        if (access.isOpen(now)) {
            throw new ProgramProblem(Code.CONFLICT, "openEmergency");
        }
        if (!store.review(id, new EmergencyAccess.Review(caller.person(), now, note))) {
            throw new ProgramProblem(Code.CONFLICT, "");
        }
    }

    /**
     * How many wait, and for how many there is nobody.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public Told told(Caller caller) {
        caller.must(Access.Action.READ, Access.EMERGENCY_NOTICES);
        Map<PersonId, Long> waiting = store.waitingByOpener();
        if (waiting.isEmpty()) {
            return new Told(0, 0);
        }
        Set<PersonId> officers =
                staff.all().stream()
                        .filter(member -> member.asCaller().may(Access.Action.CHANGE, Access.EMERGENCY_REVIEWS))
                        .map(StaffMember::id)
                        .collect(Collectors.toSet());
        long unattended =
                waiting.entrySet().stream()
                        .filter(each -> officers.stream().allMatch(each.getKey()::equals))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        return new Told(waiting.values().stream().mapToLong(Long::longValue).sum(), unattended);
    }

    /**
     * Who opened one within the last week.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public Set<PersonId> recentOpeners(Caller caller) {
        caller.must(Access.Action.READ, Access.EMERGENCY_NOTICES);
        return store.openersSince(clock.millis() - TOLD.toMillis());
    }

    private EmergencyAccess find(String id) {
        return store.find(id).orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "emergency"));
    }
}
