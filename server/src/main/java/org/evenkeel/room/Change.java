package org.evenkeel.room;

/**
 * What is new for one viewer, as the truth of now: a viewer who applies all changes of a stretch of the log, in any
 * grouping, sees what a whole view would show.
 */
public sealed interface Change {

    record SessionChanged(Sight.Session session) implements Change {}

    record SelfChanged(Sight.Self self) implements Change {}

    record MemberChanged(Sight.Person person) implements Change {}

    record MemberGone(MemberId member) implements Change {}

    record WaitingChanged(Sight.Waiter waiter) implements Change {}

    record WaitingGone(MemberId member) implements Change {}

    record OutsideChanged(Sight.Outsider outsider) implements Change {}

    record OutsideGone(MemberId member) implements Change {}

    record MessageAdded(Message message) implements Change {}

    record AlertChanged(Sight.Alert alert) implements Change {}

    record AlertGone(MemberId member) implements Change {}
}
