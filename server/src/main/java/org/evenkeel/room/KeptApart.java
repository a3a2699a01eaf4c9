package org.evenkeel.room;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of people who must not meet, as the clinic keeps them now. They come with each question from outside: no event,
 * no log and no snapshot ever holds one, and none is printed. Immutable; any thread.
 *
 * @param others whom each person must not meet
 */
public record KeptApart(Map<PersonId, Set<PersonId>> others) {

    /** Everybody may meet everybody. */
    public static final KeptApart NOBODY = new KeptApart(Map.of());

    /** Two people; which is named first means nothing. */
    public record Pair(PersonId one, PersonId other) {}

    public KeptApart {
        var copy = new HashMap<PersonId, Set<PersonId>>();
        others.forEach((person, those) -> copy.put(person, Set.copyOf(those)));
        others = Map.copyOf(copy);
    }

    public static KeptApart of(Collection<Pair> pairs) {
        var others = new HashMap<PersonId, Set<PersonId>>();
        for (var pair : pairs) {
            others.computeIfAbsent(pair.one(), _ -> new HashSet<>()).add(pair.other());
            others.computeIfAbsent(pair.other(), _ -> new HashSet<>()).add(pair.one());
        }
        return new KeptApart(others);
    }

    /** Whom this waiting person would meet and must not: who is in the room or waits too. */
    public List<MemberId> wouldMeet(RoomState state, Member waiting) {
        var those = others.getOrDefault(waiting.person(), Set.of());
        return those.isEmpty() || !waiting.waiting()
                ? List.of()
                : state.members().values().stream()
                        .filter(member -> those.contains(member.person()) && (member.inRoom() || member.waiting()))
                        .map(Member::id)
                        .toList();
    }

    /** The same as one class of readers may know it: facilitators and co-facilitators, and nobody else. */
    public List<MemberId> toldTo(Audience audience, RoomState state, MemberId waiting) {
        return audience == Audience.CARE
                ? state.member(waiting).map(member -> wouldMeet(state, member)).orElse(List.of())
                : List.of();
    }

    /** Waiting people of whom another thing is to be told now, though they themselves may be as they were. */
    public List<Change> news(RoomState before, RoomState after, Audience audience) {
        if (others.isEmpty() || audience != Audience.CARE) {
            return List.of();
        }
        return after.waiting().stream()
                .filter(member -> others.containsKey(member.person()))
                .filter(member -> !toldTo(audience, before, member.id()).equals(wouldMeet(after, member)))
                .flatMap(member -> RoomView.waiter(member, audience).stream())
                .<Change>map(Change.WaitingChanged::new)
                .toList();
    }

    /** Who is kept from whom stays out of logs. */
    @Override
    public String toString() {
        return "KeptApart[" + others.size() + " people]";
    }
}
