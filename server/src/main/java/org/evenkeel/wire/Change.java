package org.evenkeel.wire;

/** One thing that is different now. Each carries the whole new value, so that applying one twice does no harm. */
public sealed interface Change {

    @Meaning("The session's facts are now these.")
    record Session(SessionView session) implements Change {}

    @Meaning("The reader's own facts are now these.")
    record Self(SelfView self) implements Change {}

    @Meaning("A member came, or is now so.")
    record Member(MemberView member) implements Change {}

    @Meaning("A member is no longer in the room.")
    record MemberGone(String member) implements Change {}

    @Meaning("Staff: somebody waits, or is now so.")
    record Waiting(WaitingView person) implements Change {}

    @Meaning("Staff: somebody no longer waits.")
    record WaitingGone(String member) implements Change {}

    @Meaning("Staff: somebody was declined, removed or barred.")
    record Outside(OutsideView person) implements Change {}

    @Meaning("Staff: a refusal or removal was taken back.")
    record OutsideGone(String member) implements Change {}

    @Meaning("A written message.")
    record Message(MessageView message) implements Change {}

    @Meaning("Staff: somebody asked for support, or somebody looks after it.")
    record Alert(AlertView alert) implements Change {}

    @Meaning("Staff: a call for support is over.")
    record AlertGone(String member) implements Change {}
}
