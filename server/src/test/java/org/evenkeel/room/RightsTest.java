package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.END;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.BEN;
import static org.evenkeel.room.People.CLEAR;
import static org.evenkeel.room.People.OLA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.leaves;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;
import static org.evenkeel.room.People.socket;

import org.evenkeel.room.RoomCommand.*;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks every cell of {@link Rights} against a table that was written from the room rules, and holds decisions to it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RightsTest {

    /**
     * F facilitator, C co-facilitator, M moderator, P peer mentor, O observer, I interpreter, p participant, g guest.
     */
    private static final String LETTERS = "FCMPOIpg";

    /** Command, who may do it for himself or the room as a whole, who may do it to another; "-" is nobody. */
    private static final String TABLE =
            """
            START                     FCMP      -
            END                       FCMP      -
            REOPEN                    FCM       -
            LEAVE                     FCMPOIpg  -
            PASS_GATE                 pg        -
            ADMIT                     -         FCMP
            ADMIT_ALL_EXPECTED        FCMP      -
            NOT_NOW                   -         FCMP
            DECLINE                   -         FCMP
            UNDO_DECLINE              -         FCMP
            SEND_BACK                 -         FCMP
            RAISE_HAND                FCMPIpg   -
            LOWER_HAND                FCMPIpg   FCMP
            LOWER_ALL_HANDS           FCMP      -
            RESTORE_HANDS             FCMP      -
            SET_MICROPHONE            FCMPIpg   -
            SET_CAMERA                FCMPIpg   -
            MUTE                      FCMPIpg   FCMP
            MUTE_ALL                  FCMP      -
            LOCK_SPEAKING             -         FCMP
            UNLOCK_SPEAKING           -         FCMP
            LOCK_SPEAKING_FOR_ALL     FCMP      -
            UNLOCK_SPEAKING_FOR_ALL   FCMP      -
            STOP_CAMERA               -         FCMP
            SET_SCREEN                FCMPpg    -
            INVITE_SCREEN             -         FCMP
            STOP_SCREEN               -         FCMP
            LOCK_ROOM                 FCMP      -
            UNLOCK_ROOM               FCMP      -
            REMOVE                    -         FCMP
            BAR                       -         FCM
            UNDO_REMOVE               -         FCMP
            UNDO_BAR                  -         FCM
            HAND_OVER_LEAD            -         FCMP
            TAKE_LEAD                 FCMP      -
            START_BREAK               FCMP      -
            END_BREAK                 FCMP      -
            START_TIMER               FCMP      -
            STOP_TIMER                FCMP      -
            SAY_IN_ROOM               FCMPIpg   -
            WRITE_TO_STAFF            Ipg       -
            SAY_TO_STAFF              FCMP      -
            WRITE_TO_MEMBER           -         FCMP
            WRITE_TO_WAITING          FCMP      -
            ASK_FOR_SUPPORT           pg        -
            SUPPORT_SEEN              -         FCMP
            SHIELD                    pg        -
            LOWER_SHIELD              pg        -
            STEP_ASIDE                -         FCMP
            END_ASIDE                 pg        FCMP
            """;

    private static final MemberId ACTOR = new MemberId("actor");

    private record Row(Rights right, String own, String other) {}

    private static List<Row> rows() {
        return TABLE.lines()
                .map(line -> line.split(" +"))
                .map(cells -> new Row(Rights.valueOf(cells[0]), cells[1], cells[2]))
                .toList();
    }

    private static boolean has(String cell, Role role) {
        return cell.indexOf(LETTERS.charAt(role.ordinal())) >= 0;
    }

    /** A command of this right, aimed at a member where it has an aim. */
    private static RoomCommand command(Rights right, MemberId aim) {
        return switch (right) {
            case START -> new Start();
            case END -> new End();
            case REOPEN -> new Reopen();
            case LEAVE -> leaves(ACTOR, 1);
            case PASS_GATE -> new PassGate(CLEAR);
            case ADMIT -> new Admit(aim);
            case ADMIT_ALL_EXPECTED -> new AdmitAllExpected();
            case NOT_NOW -> new NotNow(aim);
            case DECLINE -> new Decline(aim);
            case UNDO_DECLINE -> new UndoDecline(aim);
            case SEND_BACK -> new SendBack(aim);
            case RAISE_HAND -> new RaiseHand();
            case LOWER_HAND -> new LowerHand(aim);
            case LOWER_ALL_HANDS -> new LowerAllHands();
            case RESTORE_HANDS -> new RestoreHands();
            case SET_MICROPHONE -> new SetMicrophone(true);
            case SET_CAMERA -> new SetCamera(true);
            case MUTE -> new Mute(aim);
            case MUTE_ALL -> new MuteAll();
            case LOCK_SPEAKING -> new LockSpeaking(aim);
            case UNLOCK_SPEAKING -> new UnlockSpeaking(aim);
            case LOCK_SPEAKING_FOR_ALL -> new LockSpeakingForAll();
            case UNLOCK_SPEAKING_FOR_ALL -> new UnlockSpeakingForAll();
            case STOP_CAMERA -> new StopCamera(aim);
            case SET_SCREEN -> new SetScreen(true);
            case INVITE_SCREEN -> new InviteScreen(aim);
            case STOP_SCREEN -> new StopScreen(aim);
            case LOCK_ROOM -> new LockRoom();
            case UNLOCK_ROOM -> new UnlockRoom();
            case REMOVE -> new Remove(aim, RemovalKind.MAY_RETURN, RemovalReason.OTHER);
            case BAR -> new Remove(aim, RemovalKind.BARRED, RemovalReason.OTHER);
            case UNDO_REMOVE, UNDO_BAR -> new UndoRemove(aim);
            case HAND_OVER_LEAD -> new HandOverLead(aim);
            case TAKE_LEAD -> new TakeLead();
            case START_BREAK -> new StartBreak();
            case END_BREAK -> new EndBreak();
            case START_TIMER -> new StartTimer(60_000);
            case STOP_TIMER -> new StopTimer();
            case SAY_IN_ROOM -> new SayInRoom("hello");
            case WRITE_TO_STAFF -> new WriteToStaff("hello");
            case SAY_TO_STAFF -> new SayToStaff("hello");
            case WRITE_TO_MEMBER -> new WriteToMember(aim, "hello");
            case WRITE_TO_WAITING -> new WriteToWaiting("hello");
            case ASK_FOR_SUPPORT -> new AskForSupport();
            case SUPPORT_SEEN -> new SupportSeen(aim);
            case SHIELD -> new Shield();
            case LOWER_SHIELD -> new LowerShield();
            case STEP_ASIDE -> new StepAside(aim);
            case END_ASIDE -> new EndAside(aim);
        };
    }

    private static List<RoomCommand> serverCommands() {
        return List.of(
                new Prepare(room().state().settings()),
                enters(BEN, 1),
                resumes(ANN, 1, 2),
                loses(ANN, 1, START),
                new ConfirmConnection(ANN, socket(ANN, 1)),
                new GraceOver(ANN, socket(ANN, 1)),
                new TimerOver("t1"),
                new MuteForStaffGone(START),
                new ParkForStaffGone(START),
                new EndOverdue(),
                new Recover(START, List.of(new RoomEvent.RoomUnlocked(ANN))));
    }

    /** The actor of a role is in, and nobody else but a participant who was removed or barred, or waits. */
    private static Given roomOf(Role role, Rights right) {
        var room = room().does(enters(ACTOR, 1, role, true, Expected.TODAY)).waiting(ANN);
        if (!role.passesWaitingRoom()) {
            room = room.happened(new RoomEvent.Admitted(ACTOR, Optional.empty()));
        }
        return switch (right) {
            case UNDO_REMOVE -> room.happened(removed(RemovalKind.MAY_RETURN));
            case UNDO_BAR -> room.happened(removed(RemovalKind.BARRED));
            default -> room;
        };
    }

    private static RoomEvent removed(RemovalKind kind) {
        return new RoomEvent.Removed(ANN, kind, RemovalReason.OTHER, ACTOR);
    }

    private static boolean refusedAsNotAllowed(Decision decision) {
        return decision.equals(new Decision.Rejected(RejectionCode.NOT_ALLOWED));
    }

    @Test
    void every_command_stands_in_the_table_once() {
        assertThat(rows()).extracting(Row::right).containsExactly(Rights.values());
        var known = new HashSet<Class<?>>();
        rows().forEach(row -> known.add(command(row.right(), ANN).getClass()));
        serverCommands().forEach(command -> known.add(command.getClass()));
        assertThat(known).isEqualTo(Set.of(RoomCommand.class.getPermittedSubclasses()));
    }

    @Test
    void every_cell_is_as_the_room_rules_say() {
        for (var row : rows()) {
            for (var role : Role.values()) {
                assertThat(row.right().own(role)).as("%s own %s", row.right(), role).isEqualTo(has(row.own(), role));
                assertThat(row.right().other(role))
                        .as("%s other %s", row.right(), role)
                        .isEqualTo(has(row.other(), role));
            }
        }
    }

    @Test
    void exactly_what_the_table_refuses_is_refused_as_not_allowed() {
        for (var row : rows()) {
            for (var role : Role.values()) {
                var room = roomOf(role, row.right());
                boolean aimless = command(row.right(), ANN).equals(command(row.right(), ACTOR));
                var own = room.when(ACTOR, command(row.right(), ACTOR)).decision();
                assertThat(refusedAsNotAllowed(own))
                        .as("%s own %s", row.right(), role)
                        .isEqualTo(!has(row.own(), role));
                if (!aimless) {
                    var other = room.when(ACTOR, command(row.right(), ANN)).decision();
                    assertThat(refusedAsNotAllowed(other))
                            .as("%s other %s: %s", row.right(), role, other)
                            .isEqualTo(!has(row.other(), role));
                }
            }
        }
    }

    @Test
    void no_command_of_the_server_is_reachable_by_a_member() {
        for (var role : Role.values()) {
            var room = roomOf(role, Rights.START);
            for (var command : serverCommands()) {
                room.when(ACTOR, command).thenRefused(RejectionCode.NOT_ALLOWED);
            }
        }
    }

    @Test
    void no_command_of_a_member_is_given_by_the_server() {
        var room = roomOf(Role.FACILITATOR, Rights.START);
        for (var row : rows()) {
            room.when(command(row.right(), ANN)).thenRefused(RejectionCode.NOT_ALLOWED);
        }
    }

    @Test
    void a_refused_command_throws_nobody_out() {
        startedRoom()
                .admitted(ANN, BEN)
                .when(ANN, new Mute(BEN))
                .thenRefused(RejectionCode.NOT_ALLOWED)
                .where(ANN, Member::inRoom, true);
    }

    @Test
    void an_observer_cannot_speak() {
        var room = startedRoom().entered(OLA);
        for (var command : List.of(new SetMicrophone(true), new SetCamera(true), new RaiseHand(), new SayInRoom("x"))) {
            room.when(OLA, command).thenRefused(RejectionCode.NOT_ALLOWED);
        }
    }

    @Test
    void only_participants_are_counted() {
        assertThat(Arrays.stream(Role.values()).filter(Role::isCounted)).containsExactly(Role.PARTICIPANT);
    }
}
