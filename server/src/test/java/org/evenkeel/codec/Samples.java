package org.evenkeel.codec;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.IceServer;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSign;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MediaWhisper;
import org.evenkeel.live.Position;
import org.evenkeel.room.*;
import org.evenkeel.room.RoomEvent.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One of everything that is stored, with every optional part present at least once. The people are made up. */
public final class Samples {

    public static final MemberId STAFF = new MemberId("m-staff");
    public static final MemberId GUEST = new MemberId("m-one");
    private static final ClientId CLIENT = new ClientId("tab-1");
    private static final ConnectionId CONNECTION = new ConnectionId("c-1");
    private static final NodeId NODE = new NodeId("node-a");
    private static final long AT = 1_790_000_000_000L;
    private static final RoomSettings SETTINGS =
            new RoomSettings(RoomKind.THERAPY, AT, AT + 3_600_000, RoomPolicy.defaults(RoomKind.THERAPY));

    private static final MediaPage PAGE = new MediaPage(GUEST, CLIENT);
    private static final IceCandidate ICE = new IceCandidate("candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", 0);

    private Samples() {}

    /** One of each thing that nodes tell each other about media. */
    public static List<MediaWhisper> whispers() {
        var all = new ArrayList<MediaWhisper>();
        List.of(
                        new MediaSignal.Offer(1, Optional.empty(), "v=0"),
                        new MediaSignal.Answer(2, Optional.of(STAFF), Optional.empty(), "v=0"),
                        new MediaSignal.Candidate(MediaSide.SEND, 1, Optional.empty(), Optional.of(ICE)),
                        new MediaSignal.Candidate(MediaSide.RECEIVE, 2, Optional.of(STAFF), Optional.empty()),
                        new MediaSignal.Restart(2),
                        new MediaSignal.Want(Set.of(STAFF)))
                .forEach(signal -> all.add(new MediaWhisper.Said(PAGE, signal)));
        all.add(new MediaWhisper.Asked(PAGE));
        var relay = new IceServer(List.of("turn:relay.example"), Optional.of(new IceServer.Login("user", "word")));
        var reflector = new IceServer(List.of("stun:relay.example"), Optional.empty());
        List.of(
                        new MediaTold.Ready(MediaTold.Mode.SFU, "life-1", true, List.of(relay, reflector)),
                        new MediaTold.Offer(2, Optional.of(STAFF), Optional.empty(), "v=0", tracks()),
                        new MediaTold.Answer(1, Optional.empty(), "v=0"),
                        new MediaTold.Candidate(2, STAFF, Optional.of(ICE)),
                        new MediaTold.Candidate(2, STAFF, Optional.empty()),
                        new MediaTold.Refused(),
                        new MediaTold.Renew(MediaSide.SEND))
                .forEach(message -> all.add(new MediaWhisper.Told(3, PAGE, message)));
        all.add(new MediaWhisper.Holds(3, new MediaPlane.Held(new Position(1, 7), Set.of(GUEST), Set.of(STAFF))));
        all.add(new MediaWhisper.Signs(3, STAFF, MediaSign.TALKS, true, Set.of(PAGE)));
        all.add(new MediaWhisper.Said(PAGE, new MediaSignal.Answer(2, Optional.empty(), Optional.of(7L), "v=0")));
        var numbered = new MediaTold.Offer(2, Optional.empty(), Optional.of(7L), "v=0", List.of());
        all.add(new MediaWhisper.Told(3, PAGE, numbered));
        return all;
    }

    private static List<MediaTold.Track> tracks() {
        return Arrays.stream(MediaTold.TrackKind.values())
                .map(kind -> new MediaTold.Track(Integer.toString(kind.ordinal()), STAFF, kind))
                .toList();
    }

    /** One of each event type, in the order of their declaration. */
    public static List<RoomEvent> events() {
        return List.of(
                new RoomPrepared(SETTINGS),
                new SessionStarted(STAFF),
                new SessionEnded(EndReason.BY_STAFF, Optional.of(STAFF)),
                new SessionReopened(STAFF),
                new Entered(GUEST, new PersonId("p-one"), Role.PARTICIPANT, false, Expected.TODAY),
                new Attached(GUEST, CONNECTION, CLIENT, NODE, 3, true),
                new ConnectionLost(GUEST, CONNECTION, AT - 4_000, LeaveReason.NETWORK),
                new ConnectionConfirmed(GUEST, CONNECTION),
                new Left(GUEST, LeaveReason.STEPPED_OUT),
                new GatePassed(GUEST, new GateFlags(true, false, true, true)),
                new Admitted(GUEST, Optional.of(STAFF)),
                new NotNowSaid(GUEST, STAFF),
                new Declined(GUEST, STAFF),
                new DeclineUndone(GUEST, STAFF),
                new SentBack(GUEST, STAFF),
                new CameBack(GUEST),
                new HandRaised(GUEST, 7),
                new HandLowered(GUEST, STAFF),
                new HandsLowered(STAFF),
                new HandsRestored(STAFF),
                new MicrophoneSet(GUEST, true),
                new CameraSet(GUEST, false),
                new MutedByStaff(GUEST, STAFF),
                new AllMuted(STAFF),
                new SpeakingLocked(GUEST, STAFF),
                new SpeakingUnlocked(GUEST, STAFF),
                new SpeakingLockedForAll(STAFF),
                new SpeakingUnlockedForAll(STAFF),
                new CameraStopped(GUEST, STAFF),
                new ScreenSet(GUEST, true),
                new ScreenInvited(GUEST, STAFF),
                new ScreenStopped(GUEST, STAFF),
                new RoomLocked(STAFF),
                new RoomUnlocked(STAFF),
                new Removed(GUEST, RemovalKind.BARRED, RemovalReason.SAFETY, STAFF),
                new RemovalUndone(GUEST, STAFF),
                new LeadGiven(STAFF, true, Optional.empty()),
                new BreakStarted(STAFF),
                new BreakEnded(STAFF),
                new TimerStarted("t-1", AT + 300_000, STAFF),
                new TimerStopped("t-1", STAFF),
                new TimerFinished("t-1"),
                new RoomMessage(STAFF, "said to “all”, ¿sí?"),
                new NoteToStaff(GUEST, "a note"),
                new StaffMessage(STAFF, "among staff"),
                new LineToMember(GUEST, STAFF, "one line"),
                new LineToWaiting(STAFF, "please wait"),
                new SupportAsked(GUEST),
                new SupportSeen(GUEST, STAFF),
                new ShieldRaised(GUEST),
                new ShieldLowered(GUEST),
                new SteppedAside(GUEST, STAFF),
                new AsideEnded(GUEST, STAFF, Optional.of(STAFF)),
                new StaffGone(AT - 1_000),
                new StaffBack(),
                new MutedForStaffGone(),
                new ParkedForStaffGone(List.of(GUEST)));
    }

    /** An entry that a client's command made, and one that the server made. */
    public static List<RoomEntry> entries() {
        return List.of(
                new RoomEntry(1, AT, Optional.empty(), List.of(new RoomPrepared(SETTINGS))),
                new RoomEntry(
                        12,
                        AT + 5,
                        Optional.of(new CommandKey(GUEST, CLIENT, 4)),
                        List.of(new HandRaised(GUEST, 7), new MicrophoneSet(GUEST, false))));
    }

    /** A room before its first entry, one in which everything is going on, and one with a talk apart and screens. */
    public static List<RoomState> states() {
        return List.of(RoomState.empty(new SessionId("s-new")), busy(), apart());
    }

    private static RoomState apart() {
        List<RoomEvent> events =
                List.of(
                        new ShieldRaised(GUEST),
                        new SteppedAside(GUEST, STAFF),
                        new ScreenInvited(GUEST, STAFF),
                        new ScreenSet(STAFF, true));
        return busy().apply(new RoomEntry(41, AT + 70_000, Optional.empty(), events));
    }

    private static RoomState busy() {
        Map<MemberId, Member> members = new LinkedHashMap<>();
        members.put(STAFF, member(STAFF, Role.FACILITATOR, Optional.empty(), OptionalLong.empty()));
        members.put(
                GUEST, member(GUEST, Role.PARTICIPANT, Optional.of(RemovalReason.OTHER), OptionalLong.of(AT + 9_000)));
        return new RoomState(
                new SessionId("s-busy"),
                40,
                AT + 60_000,
                Phase.STARTED,
                SETTINGS,
                OptionalLong.of(AT + 1),
                OptionalLong.of(AT + 2),
                members,
                8,
                Optional.of(new LoweredHands(AT + 50_000, List.of(new LoweredHands.Hand(GUEST, 6)))),
                Optional.of(new Lead(STAFF, Optional.of(GUEST))),
                true,
                true,
                SETTINGS.overdueAt(),
                OptionalLong.of(AT + 40_000),
                Optional.of(new RoomTimer("t-1", AT + 300_000)),
                Optional.of(new StaffGap(AT + 30_000, StaffGap.Step.MUTED)),
                List.of(
                        new Message(20, AT + 20_000, Message.Kind.ROOM, STAFF, Optional.empty(), "welcome"),
                        new Message(21, AT + 21_000, Message.Kind.LINE, STAFF, Optional.of(GUEST), "one line")));
    }

    private static Member member(MemberId id, Role role, Optional<RemovalReason> removal, OptionalLong support) {
        return new Member(
                id,
                new PersonId("p-" + id.value()),
                role,
                true,
                Expected.OTHER_ROSTER,
                Standing.ADMITTED,
                WaitingCause.CAME_BACK,
                AT + 10,
                true,
                Presence.CONNECTED,
                AT + 11,
                Optional.of(new Attachment(CONNECTION, CLIENT, NODE, 3, AT + 11, List.of(new ConnectionId("c-0")))),
                3,
                1,
                Optional.of(new GateFlags(true, false, true, true)),
                OptionalLong.of(7),
                true,
                true,
                true,
                true,
                removal,
                support,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(new Applied(CLIENT, List.of(new Applied.Mark(4, 12), new Applied.Mark(5, 13)))));
    }
}
