package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * What a viewer is told of an entry, put onto what he saw before, is what he would see afresh: over one entry as in the
 * room, and over many as after a resume. Run one room again with {@code -Droom.seed=N}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ViewChangesTest {

    private static final int STEPS = 120;
    private static final int RESUMED_OVER = 9;

    @Test
    void changes_lead_from_one_whole_view_to_the_next() {
        var one = Long.getLong("room.seed");
        var seeds = one == null ? LongStream.range(0, 60) : LongStream.of(one);
        seeds.forEach(ViewChangesTest::walk);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void the_same_in_a_thousand_rooms() {
        LongStream.range(1_000, 2_000).forEach(ViewChangesTest::walk);
    }

    private static void walk(long seed) {
        var room = new RandomRoom(seed);
        var states = new ArrayList<RoomState>(List.of(room.state()));
        for (int step = 0; step < STEPS; step++) {
            room.step();
            states.add(room.state());
            holds(seed, step, states.get(step), room.state(), ViewChangesTest::told);
            holds(seed, step, states.get(Math.max(0, step - RESUMED_OVER)), room.state(), RoomView::missed);
        }
    }

    /** What a viewer is told. */
    private interface Told {
        List<Change> of(RoomState before, RoomState after, Member viewer);
    }

    /** Of one entry: what his class is told, and what he is told alone. */
    private static List<Change> told(RoomState before, RoomState after, Member viewer) {
        var changes = new ArrayList<>(RoomView.changes(before, after, Audience.of(viewer)));
        changes.addAll(RoomView.ownChanges(before, after, viewer.id()));
        return changes;
    }

    private static void holds(long seed, int step, RoomState before, RoomState after, Told told) {
        for (var now : after.members().values()) {
            var then = before.member(now.id());
            var audience = Audience.of(now);
            // Who changes his class, or waits, gets the whole view instead.
            if (then.isPresent() && Audience.of(then.get()) == audience && audience != Audience.WAITING) {
                var seen = new Seen(RoomView.whole(before, then.get()));
                told.of(before, after, now).forEach(seen::apply);
                var label = "seed " + seed + ", step " + step + ", " + now.role();
                assertThat(seen).as(label).isEqualTo(new Seen(RoomView.whole(after, now)));
                var may = new ArrayList<>(RoomView.whole(before, then.get()).messages());
                may.addAll(RoomView.whole(after, now).messages());
                var whole = RoomView.whole(after, now).messages();
                assertThat(seen.messages).as(label + ": messages").isSubsetOf(may);
                assertThat(seen.messages.stream().filter(whole::contains).toList())
                        .as(label + ": messages in their order, each once")
                        .isEqualTo(whole);
            }
        }
    }

    /**
     * A view folded as a client folds it: people by id in any order, messages as they come. Those stand apart: a page
     * keeps what it read though the room forgot it, or a fresh page would not be shown it any more.
     */
    private static final class Seen {
        private Sight.Session session;
        private Sight.Self self;
        private final Map<MemberId, Sight.Person> members;
        private final Map<MemberId, Sight.Waiter> waiting;
        private final Map<MemberId, Sight.Outsider> outside;
        private final Map<MemberId, Sight.Alert> alerts;
        private List<Message> messages;

        Seen(Sight.Room whole) {
            session = whole.session();
            self = whole.self();
            members = byId(whole.members(), Sight.Person::member);
            waiting = byId(whole.waiting(), Sight.Waiter::member);
            outside = byId(whole.outside(), Sight.Outsider::member);
            alerts = byId(whole.alerts(), Sight.Alert::member);
            messages = new ArrayList<>(whole.messages());
        }

        private static <T> Map<MemberId, T> byId(List<T> list, Function<T, MemberId> id) {
            var map = new LinkedHashMap<MemberId, T>();
            list.forEach(each -> map.put(id.apply(each), each));
            return map;
        }

        void apply(Change change) {
            switch (change) {
                case Change.SessionChanged(var now) -> session = now;
                case Change.SelfChanged(var now) -> self = now;
                case Change.MemberChanged(var now) -> members.put(now.member(), now);
                case Change.MemberGone(var id) -> members.remove(id);
                case Change.WaitingChanged(var now) -> waiting.put(now.member(), now);
                case Change.WaitingGone(var id) -> waiting.remove(id);
                case Change.OutsideChanged(var now) -> outside.put(now.member(), now);
                case Change.OutsideGone(var id) -> outside.remove(id);
                case Change.AlertChanged(var now) -> alerts.put(now.member(), now);
                case Change.AlertGone(var id) -> alerts.remove(id);
                case Change.MessageAdded(var message) -> messages.add(message);
            }
        }

        private List<Object> parts() {
            return List.of(session, self, members, waiting, outside, alerts);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen seen && seen.parts().equals(parts());
        }

        @Override
        public int hashCode() {
            return parts().hashCode();
        }

        @Override
        public String toString() {
            return parts().toString();
        }
    }
}
