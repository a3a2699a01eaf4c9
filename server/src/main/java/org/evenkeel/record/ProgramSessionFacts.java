package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.RosterEntry;
import org.evenkeel.attendance.SessionPlan;
import org.evenkeel.program.ProgramStores;
import org.evenkeel.program.Session;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the clinic's standing facts say of a session, for its record. Any thread; blocks on the stores. */
public final class ProgramSessionFacts implements SessionFacts {

    private final ProgramStores stores;
    private final AttendancePolicy policy;

    /**
     * @param policy the clinic's rules of attendance
     */
    public ProgramSessionFacts(ProgramStores stores, AttendancePolicy policy) {
        this.stores = stores;
        this.policy = policy;
    }

    @Override
    public Optional<StandingFacts> find(SessionId session) {
        return stores.sessions().find(session).map(this::facts);
    }

    private StandingFacts facts(Session session) {
        var plan = session.plan();
        return new StandingFacts(
                new SessionPlan(
                        session.id(),
                        plan.kind(),
                        plan.start(),
                        plan.end(),
                        plan.roster().stream().map(this::entry).toList()),
                policy,
                plan.zone(),
                plan.name(),
                Optional.empty(),
                Optional.empty(),
                people());
    }

    private RosterEntry entry(org.evenkeel.program.RosterEntry entry) {
        boolean credentialed =
                stores.staff().find(entry.person()).filter(member -> member.details().credentialed()).isPresent();
        return new RosterEntry(entry.person(), entry.role(), credentialed);
    }

    /** Everybody, not the roster alone: the ledger may name somebody who was there without being expected. */
    private Map<PersonId, PersonFacts> people() {
        var people = new HashMap<PersonId, PersonFacts>();
        stores.participants()
                .all()
                .forEach(
                        each ->
                                people.put(
                                        each.id(),
                                        new PersonFacts(
                                                each.details().fullName(),
                                                Optional.of(each.details().reference()).filter(text -> !text.isBlank()),
                                                Optional.empty())));
        stores.staff()
                .all()
                .forEach(
                        each ->
                                people.put(
                                        each.id(),
                                        new PersonFacts(
                                                each.details().fullName(),
                                                Optional.empty(),
                                                Optional.of(each.details().credential())
                                                        .filter(text -> !text.isBlank()))));
        return people;
    }
}
