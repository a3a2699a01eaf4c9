package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.Remove;
import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

/** Taking somebody out. It holds on resume as well as on join: the member's access generation rises. */
final class RemovalRules {

    private RemovalRules() {}

    static Outcome remove(Context c, Remove command) {
        var found = c.state().member(command.member());
        if (found.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        var member = found.get();
        if (isAbove(c, member)) {
            return Outcome.no(RejectionCode.MEMBER_ONLY_TARGET);
        }
        return switch (member.standing()) {
            case BARRED -> Outcome.nothing();
            case REMOVED -> command.kind() == RemovalKind.BARRED ? removed(c, command) : Outcome.nothing();
            case DECLINED, WAITING, ADMITTED -> removed(c, command);
        };
    }

    /** Facilitators are removed by nobody; other staff by facilitators only. */
    private static boolean isAbove(Context c, Member member) {
        return member.role().isStaff() && (member.role().isCare() || !c.actor().role().isCare());
    }

    private static Outcome removed(Context c, Remove command) {
        return Outcome.yes(new RoomEvent.Removed(command.member(), command.kind(), command.reason(), c.by()));
    }

    static Outcome undo(Context c, MemberId id) {
        return c.state()
                .member(id)
                .filter(member -> member.standing() == Standing.BARRED || member.standing() == Standing.REMOVED)
                .map(
                        member ->
                                isAbove(c, member)
                                        ? Outcome.no(RejectionCode.MEMBER_ONLY_TARGET)
                                        : Outcome.yes(new RoomEvent.RemovalUndone(id, c.by())))
                .orElse(Outcome.no(RejectionCode.NOTHING_TO_UNDO));
    }
}
