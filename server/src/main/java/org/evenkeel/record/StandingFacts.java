package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.ServiceUnits;
import org.evenkeel.attendance.SessionPlan;
import org.evenkeel.room.PersonId;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the clinic knows of a session besides its ledger.
 *
 * @param plan who was expected and when
 * @param policy the clinic's rules for this session
 * @param zone the program's time zone
 * @param series the group's name
 * @param topic of this session
 * @param units how units are counted, when the clinic said so
 * @param people names and references of those on the roster and of others who were there
 */
public record StandingFacts(
        SessionPlan plan,
        AttendancePolicy policy,
        ZoneId zone,
        String series,
        Optional<String> topic,
        Optional<ServiceUnits> units,
        Map<PersonId, PersonFacts> people) {
    public StandingFacts {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(units, "units");
        people = Map.copyOf(people);
    }

    /** Names are for documents, not for logs. */
    @Override
    public String toString() {
        return "StandingFacts[" + plan.session() + "]";
    }
}
