package org.evenkeel.record;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomSettings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A ledger fact as a canonical line. Everything in the fact is in the line: another fact is another line. */
final class FactText {

    static final String TAG = "fact";

    private FactText() {}

    static String line(LedgerFact row) {
        List<Object> fields = new ArrayList<>(List.of(TAG, row.epoch(), row.seq(), row.index(), row.at()));
        fields.addAll(fields(row.fact()));
        return CanonicalText.line(fields.toArray());
    }

    /** The place that a line is about. */
    static LedgerFact.Key key(String line) {
        List<String> fields = CanonicalText.fields(line);
        return new LedgerFact.Key(
                Long.parseLong(fields.get(1)), Long.parseLong(fields.get(2)), Integer.parseInt(fields.get(3)));
    }

    private static List<Object> fields(RoomEvent.Fact fact) {
        return switch (fact) {
            case RoomEvent.RoomPrepared f -> prepared(f.settings());
            case RoomEvent.SessionStarted f -> list("SessionStarted", f.by());
            case RoomEvent.SessionEnded f -> list("SessionEnded", f.reason(), f.by());
            case RoomEvent.SessionReopened f -> list("SessionReopened", f.by());
            case RoomEvent.Entered f ->
                    list("Entered", f.member(), f.person(), f.role(), f.credentialed(), f.expected());
            case RoomEvent.Attached f ->
                    list("Attached", f.member(), f.connection(), f.client(), f.node(), f.generation(), f.fresh());
            case RoomEvent.ConnectionLost f ->
                    list("ConnectionLost", f.member(), f.connection(), f.effectiveAt(), f.reason());
            case RoomEvent.ConnectionConfirmed f -> list("ConnectionConfirmed", f.member(), f.connection());
            case RoomEvent.Left f -> list("Left", f.member(), f.reason());
            case RoomEvent.Admitted f -> list("Admitted", f.member(), f.by());
            case RoomEvent.Declined f -> list("Declined", f.member(), f.by());
            case RoomEvent.DeclineUndone f -> list("DeclineUndone", f.member(), f.by());
            case RoomEvent.SentBack f -> list("SentBack", f.member(), f.by());
            case RoomEvent.Removed f -> list("Removed", f.member(), f.kind(), f.reason(), f.by());
            case RoomEvent.RemovalUndone f -> list("RemovalUndone", f.member(), f.by());
            case RoomEvent.BreakStarted f -> list("BreakStarted", f.by());
            case RoomEvent.BreakEnded f -> list("BreakEnded", f.by());
            case RoomEvent.SteppedAside f -> list("SteppedAside", f.member(), f.staff());
            case RoomEvent.AsideEnded f -> list("AsideEnded", f.member(), f.staff(), f.by());
            case RoomEvent.StaffGone f -> list("StaffGone", f.since());
            case RoomEvent.StaffBack _ -> list("StaffBack");
            case RoomEvent.ParkedForStaffGone f -> parked(f.members());
        };
    }

    private static List<Object> prepared(RoomSettings settings) {
        return list(
                "RoomPrepared",
                settings.kind(),
                settings.scheduledStart(),
                settings.scheduledEnd(),
                settings.policy().cap(),
                settings.policy().graceMillis(),
                settings.policy().muteAfterMillis(),
                settings.policy().parkAfterMillis(),
                settings.policy().endAfterMillis(),
                settings.policy().undoMillis(),
                settings.policy().roomChat());
    }

    private static List<Object> parked(List<MemberId> members) {
        List<Object> fields = new ArrayList<>(list("ParkedForStaffGone"));
        fields.addAll(members);
        return fields;
    }

    private static List<Object> list(Object... fields) {
        return Arrays.asList(fields);
    }
}
