package org.evenkeel.attendance;

import org.evenkeel.room.EndReason;
import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Computes attendance. The formula:
 *
 * <pre>countable(p) = | in the room(p) ∩ [actual start, end] ∩ qualified staff − breaks − asides − exclusions |</pre>
 *
 * <p>summed in milliseconds and floored to whole minutes once, at the end. Staff who talk apart with somebody are not
 * with the group for that time. A pure function: the same ledger, plan, policy and phone entries give the same result,
 * always.
 */
public final class CountableTime {

    private CountableTime() {}

    /**
     * @param plan who was expected; times and kind in the ledger's {@code RoomPrepared} take precedence
     * @param presence what the ledger says
     * @param policy the clinic's rules for this session
     * @param phone what staff entered for people on the phone
     */
    public static SessionAttendance compute(
            SessionPlan plan, SessionPresence presence, AttendancePolicy policy, List<PhonePresence> phone) {
        SessionFrame frame = SessionFrame.of(plan, presence, policy);
        boolean started = frame.startedAt().isPresent();
        boolean ended = presence.ended().isPresent();
        return new SessionAttendance(
                frame.plan(),
                policy.version(),
                !ended,
                frame.startedAt(),
                started && ended ? OptionalLong.of(presence.horizon()) : OptionalLong.empty(),
                frame.actual(),
                frame.breaks(),
                frame.staffGaps(),
                participants(plan, presence, phone)
                        .map(person -> new PersonCount(person, frame, presence, policy, phone).attendance())
                        .toList(),
                presence.unplaced());
    }

    /** Whether the session was never held: then nobody was absent. */
    static boolean neverHeld(SessionPresence presence) {
        return presence.startedAt().isEmpty() && presence.ended().filter(EndReason.NOT_HELD::equals).isPresent();
    }

    /** Everybody whom attendance is about: by what he entered as, else by the roster; in order of ids. */
    private static Stream<PersonId> participants(
            SessionPlan plan, SessionPresence presence, List<PhonePresence> phone) {
        Set<String> ids = new TreeSet<>();
        presence.people().values().stream()
                .filter(person -> person.role().isCounted())
                .forEach(person -> ids.add(person.person().value()));
        plan.roster().stream()
                .filter(entry -> entry.role().isCounted())
                .filter(entry -> !presence.people().containsKey(entry.person()))
                .forEach(entry -> ids.add(entry.person().value()));
        phone.forEach(entry -> ids.add(entry.person().value()));
        return ids.stream().map(PersonId::new);
    }
}
