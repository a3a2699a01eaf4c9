// Generated from the records of org.evenkeel.wire; do not edit. To write it anew:
// mvn -pl server test -Dtest=WireFilesTest -Devenkeel.write=true
// Times are milliseconds since 1970, UTC. Ignore fields that are not known here.

export const PROTOCOL_VERSION = 1;
export const SUBPROTOCOL = 'evenkeel.1';
export const SOCKET_PATH = '/socket';

/** Why the server did not do something. */
export const ERROR_CODES = [
  'not_allowed', // Your role in this room may not do this.
  'no_such_member', // There is nobody of this id in this room.
  'not_a_member', // You are not a member of this room.
  'not_waiting', // This person is no longer waiting.
  'not_in_room', // This person is not in the room.
  'not_prepared', // This session does not exist.
  'not_started', // The session has not started yet.
  'already_started', // The session has already started.
  'ended', // The session has ended.
  'not_ended', // The session has not ended.
  'room_locked', // The room is locked: nobody new comes in.
  'room_full', // The room has reached its number of people.
  'speaking_locked', // A counselor has locked speaking.
  'chat_off', // Writing to the room is off in this group.
  'not_qualified', // This needs staff who are qualified for this kind of room.
  'barred', // This person was barred for this session.
  'declined', // This person was not let in to this session.
  'gate_missing', // The questions before the session are not answered yet.
  'driving', // Nobody takes part while driving.
  'nothing_to_undo', // There is nothing to undo.
  'too_late_to_undo', // The time to undo this has passed.
  'stale_connection', // A newer connection of the same person is open.
  'access_revoked', // Access to this session was taken back.
  'too_old', // This command number is too old to be answered again.
  'text_empty', // The message is empty.
  'text_too_long', // The message is too long.
  'bad_duration', // A timer runs from 5 seconds to 4 hours.
  'staff_only_target', // This can only be done to staff.
  'member_only_target', // This cannot be done to staff.
  'shielded', // The screen of this person is hidden at the moment.
  'aside', // This person is talking apart from the group.
  'screen_taken', // Somebody else is sharing the screen.
  'not_invited', // A counselor has to invite you to share the screen.
  'bad_message', // The frame is not a message of this protocol.
  'bad_media', // What this page offers to send is not one microphone, one camera and one screen.
  'too_large', // The frame is too large.
  'too_fast', // Too many in a short time; wait a moment.
  'unavailable', // The room cannot be reached at the moment; try again.
  'too_many_unacked', // Too many commands are waiting for an answer.
  'not_ready', // The first frame must be hello or resume, and only the first.
  'out_of_order', // Commands must be numbered one after the other.
  'unknown_version', // The server speaks none of these protocol versions.
  'internal', // Something went wrong on the server.
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why the server closed the socket, by name. */
export const CLOSE_CODES = {
  draining: 4000, // The server restarts as planned.
  too_slow: 4001, // The client did not read for too long; a resume repairs it.
  lost_position: 4002, // The client's position is unknown; it must start anew.
  unavailable: 4003, // The server cannot serve the room at the moment.
  timeout: 4004, // Nothing was heard from the client for too long.
  bad_ticket: 4500, // The ticket is unknown, used or too old.
  protocol_violation: 4501, // The client broke the protocol.
  connected_elsewhere: 4502, // The same person connected from another tab or device.
  removed: 4503, // Staff took the person out.
  ended: 4504, // The session has ended.
  bad_token: 4505, // The resume token is unknown, used or revoked.
  declined: 4506, // Staff did not let the person in.
  signed_out: 4507, // The staff session or personal link was ended.
  left: 4508, // The person left.
  refused: 4509, // The room refused the entry; bye says why.
} as const;
export type CloseName = keyof typeof CLOSE_CODES;
export type CloseCode = (typeof CLOSE_CODES)[CloseName];
/** Close codes from here to 4999 mean "do not come back by yourself", 4000 up to here "come back". */
export const FIRST_FINAL_CLOSE_CODE = 4500;

/** The numbers of the protocol that a client should respect; a server may be configured otherwise. */
export const LIMITS = {
  /** Largest client frame, in bytes, fragments added up. */
  frameBytes: 8192,
  /** Largest client frame that sets up sound and picture, in bytes. */
  signalBytes: 65536,
  /** Longest text of a written message, in characters. */
  textCharacters: 1000,
  /** Commands that may wait for their answer at a time. */
  unacknowledged: 8,
  /** Commands of one link or account. */
  commands: {
    burst: 20,
    windowMillis: 10000,
  },
  /** Written messages of one link or account. */
  chat: {
    burst: 5,
    windowMillis: 10000,
  },
  /** Calls for support of one link or account. */
  doorbell: {
    burst: 1,
    windowMillis: 10000,
  },
  /** Probes of one socket. */
  pings: {
    burst: 10,
    windowMillis: 10000,
  },
  /** Frames of one link or account that set up sound and picture. */
  signals: {
    burst: 150,
    windowMillis: 10000,
  },
  /** New sockets of one link or account. */
  sockets: {
    burst: 10,
    windowMillis: 60000,
  },
  /** The server's protocol Ping goes out this often. */
  pingEveryMillis: 10000,
  /** A socket that was not heard for this long is lost. */
  lostAfterMillis: 25000,
  /** A client that does not read for this long is closed with too_slow. */
  slowAfterMillis: 10000,
  /** The first frame must come within this time. */
  firstFrameMillis: 10000,
} as const;

/** First frame of a new page. */
export interface HelloMessage {
  readonly t: 'hello';
  /** Protocol versions that the client speaks. */
  readonly versions: readonly number[];
  /** Socket ticket from the HTTP API: valid for one minute, once. */
  readonly ticket: string;
  /** Client session: 22 random url-safe characters chosen by the tab; it numbers the tab's commands. */
  readonly client: string;
}

/** First frame after a drop: the same page on a new socket. */
export interface ResumeMessage {
  readonly t: 'resume';
  /** Protocol versions that the client speaks. */
  readonly versions: readonly number[];
  /** The newest resume token that the client was given. */
  readonly token: string;
  /** Epoch of the position that the client reached. */
  readonly epoch: number;
  /** Last seq that the client has seen in that epoch. */
  readonly seq: number;
}

/** Open the room. Needs qualified staff. */
export interface StartCommand {
  readonly kind: 'start';
}

/** End the session for everybody. */
export interface EndCommand {
  readonly kind: 'end';
}

/** Open an ended session again. */
export interface ReopenCommand {
  readonly kind: 'reopen';
}

/** Leave by one's own act. */
export interface LeaveCommand {
  readonly kind: 'leave';
}

/** Let one waiting person in. */
export interface AdmitCommand {
  readonly kind: 'admit';
  readonly member: string;
}

/** Let all in who are expected today and whose gate is clear. */
export interface AdmitAllExpectedCommand {
  readonly kind: 'admit_all_expected';
}

/** Leave somebody waiting without ringing again. */
export interface NotNowCommand {
  readonly kind: 'not_now';
  readonly member: string;
}

/** Refuse a waiting person for this session. */
export interface DeclineCommand {
  readonly kind: 'decline';
  readonly member: string;
}

/** Take a refusal back: the person waits again. */
export interface UndoDeclineCommand {
  readonly kind: 'undo_decline';
  readonly member: string;
}

/** Put a member back into the waiting room; the seat is kept. */
export interface SendBackCommand {
  readonly kind: 'send_back';
  readonly member: string;
}

/** Raise one's own hand. */
export interface RaiseHandCommand {
  readonly kind: 'raise_hand';
}

/** Lower a hand: one's own, or (staff) another's. */
export interface LowerHandCommand {
  readonly kind: 'lower_hand';
  readonly member: string;
}

/** Lower all hands. */
export interface LowerAllHandsCommand {
  readonly kind: 'lower_all_hands';
}

/** Undo the last lowering of all hands. */
export interface RestoreHandsCommand {
  readonly kind: 'restore_hands';
}

/** Switch one's own microphone. */
export interface SetMicrophoneCommand {
  readonly kind: 'set_microphone';
  readonly on: boolean;
}

/** Switch one's own camera. */
export interface SetCameraCommand {
  readonly kind: 'set_camera';
  readonly on: boolean;
}

/** Mute now; the person may unmute. */
export interface MuteCommand {
  readonly kind: 'mute';
  readonly member: string;
}

/** Mute all participants and guests. */
export interface MuteAllCommand {
  readonly kind: 'mute_all';
}

/** Mute and keep muted. */
export interface LockSpeakingCommand {
  readonly kind: 'lock_speaking';
  readonly member: string;
}

/** Take the lock away; the person stays muted until he acts. */
export interface UnlockSpeakingCommand {
  readonly kind: 'unlock_speaking';
  readonly member: string;
}

/** Mute and keep muted: all participants and guests. */
export interface LockSpeakingForAllCommand {
  readonly kind: 'lock_speaking_for_all';
}

/** Take the lock away from all. */
export interface UnlockSpeakingForAllCommand {
  readonly kind: 'unlock_speaking_for_all';
}

/** Switch another's camera off; the person may switch it on again. */
export interface StopCameraCommand {
  readonly kind: 'stop_camera';
  readonly member: string;
}

/** Share one's own screen, or stop: staff, or a participant who was invited. One screen in a room. */
export interface SetScreenCommand {
  readonly kind: 'set_screen';
  readonly on: boolean;
}

/** Let one participant share the screen once; an unused invitation of somebody else ends. */
export interface InviteScreenCommand {
  readonly kind: 'invite_screen';
  readonly member: string;
}

/** End another's sharing, or take the invitation back. */
export interface StopScreenCommand {
  readonly kind: 'stop_screen';
  readonly member: string;
}

/** Let nobody new in. */
export interface LockRoomCommand {
  readonly kind: 'lock_room';
}

/** Let new people in again. */
export interface UnlockRoomCommand {
  readonly kind: 'unlock_room';
}

export type Removal = 'may_return' | 'barred';

export type RemovalReason = 'safety' | 'disruption' | 'privacy' | 'impaired' | 'wrong_room' | 'other';

/** Take a member out, in one of two named ways. */
export interface RemoveCommand {
  readonly kind: 'remove';
  readonly member: string;
  readonly removal: Removal;
  readonly reason: RemovalReason;
}

/** Undo a removal. */
export interface UndoRemoveCommand {
  readonly kind: 'undo_remove';
  readonly member: string;
}

/** Give the lead to another qualified staff member. */
export interface HandOverLeadCommand {
  readonly kind: 'hand_over_lead';
  readonly member: string;
}

/** Take the lead that nobody present holds. */
export interface TakeLeadCommand {
  readonly kind: 'take_lead';
}

/** Start a break: it does not count as attendance. */
export interface StartBreakCommand {
  readonly kind: 'start_break';
}

/** End the break. */
export interface EndBreakCommand {
  readonly kind: 'end_break';
}

/** Start the room's timer. */
export interface StartTimerCommand {
  readonly kind: 'start_timer';
  /** 5 seconds to 4 hours. */
  readonly durationMillis: number;
}

/** Stop the room's timer. */
export interface StopTimerCommand {
  readonly kind: 'stop_timer';
}

/** Write to everybody in the room, where the group allows it. */
export interface SayInRoomCommand {
  readonly kind: 'say_in_room';
  readonly text: string;
}

/** Write to staff only, from the room or the waiting room. */
export interface WriteToStaffCommand {
  readonly kind: 'write_to_staff';
  readonly text: string;
}

/** Write among staff. */
export interface SayToStaffCommand {
  readonly kind: 'say_to_staff';
  readonly text: string;
}

/** Write to one person, waiting or in the room. */
export interface WriteToMemberCommand {
  readonly kind: 'write_to_member';
  readonly member: string;
  readonly text: string;
}

/** Write to all who wait. */
export interface WriteToWaitingCommand {
  readonly kind: 'write_to_waiting';
  readonly text: string;
}

/** "I need support": quiet; alerts staff. */
export interface AskForSupportCommand {
  readonly kind: 'ask_for_support';
}

/** Tell the other staff that somebody looks after a call for support. */
export interface SupportSeenCommand {
  readonly kind: 'support_seen';
  readonly member: string;
}

/** Somebody came in: microphone and camera off, nothing of the others comes in, staff are told. */
export interface ShieldCommand {
  readonly kind: 'shield';
}

/** Alone again. Microphone and camera stay off until the person acts. */
export interface LowerShieldCommand {
  readonly kind: 'lower_shield';
}

/** Talk apart with a participant while the group goes on. */
export interface StepAsideCommand {
  readonly kind: 'step_aside';
  readonly member: string;
}

/** Back to the group; both come back muted with the camera off. */
export interface EndAsideCommand {
  readonly kind: 'end_aside';
  /** The participant of the two. */
  readonly member: string;
}

export type ClientCommand =
  | StartCommand
  | EndCommand
  | ReopenCommand
  | LeaveCommand
  | AdmitCommand
  | AdmitAllExpectedCommand
  | NotNowCommand
  | DeclineCommand
  | UndoDeclineCommand
  | SendBackCommand
  | RaiseHandCommand
  | LowerHandCommand
  | LowerAllHandsCommand
  | RestoreHandsCommand
  | SetMicrophoneCommand
  | SetCameraCommand
  | MuteCommand
  | MuteAllCommand
  | LockSpeakingCommand
  | UnlockSpeakingCommand
  | LockSpeakingForAllCommand
  | UnlockSpeakingForAllCommand
  | StopCameraCommand
  | SetScreenCommand
  | InviteScreenCommand
  | StopScreenCommand
  | LockRoomCommand
  | UnlockRoomCommand
  | RemoveCommand
  | UndoRemoveCommand
  | HandOverLeadCommand
  | TakeLeadCommand
  | StartBreakCommand
  | EndBreakCommand
  | StartTimerCommand
  | StopTimerCommand
  | SayInRoomCommand
  | WriteToStaffCommand
  | SayToStaffCommand
  | WriteToMemberCommand
  | WriteToWaitingCommand
  | AskForSupportCommand
  | SupportSeenCommand
  | ShieldCommand
  | LowerShieldCommand
  | StepAsideCommand
  | EndAsideCommand;

/** A command; answered by ack or no. */
export interface DoMessage {
  readonly t: 'do';
  /** Number of the command in this client session: 1, 2, 3, …; a resent command keeps its number. */
  readonly n: number;
  /** What is wanted. */
  readonly command: ClientCommand;
}

/** Probe after a wake-up: is this socket still alive? */
export interface PingMessage {
  readonly t: 'ping';
  /** Comes back in pong. */
  readonly id: number;
}

/** What this page sends: a description of its own sending peer connection, first audio, then camera, then screen, all send-only. */
export interface OfferMessage {
  readonly t: 'offer';
  /** Number of the peer connection, chosen by the page; a higher one takes the lower one's place. */
  readonly pc: number;
  /** In a mesh: the member it is for. */
  readonly peer?: string;
  readonly sdp: string;
}

/** Answer to offered. */
export interface AnswerMessage {
  readonly t: 'answer';
  /** Number of the peer connection, as offered. */
  readonly pc: number;
  /** In a mesh: the member it is for. */
  readonly peer?: string;
  /** Number of the offer that it answers; missing: the newest. */
  readonly offer?: number;
  readonly sdp: string;
}

export type Side = 'send' | 'receive';

/** An address at which a peer may be reached, as browsers write it. */
export interface IceView {
  /** The candidate attribute. */
  readonly text: string;
  /** Of the media section. */
  readonly mid: string;
  /** Index of the media section. */
  readonly line: number;
}

/** One address at which the page can be reached. */
export interface CandidateMessage {
  readonly t: 'candidate';
  readonly side: Side;
  /** Number of the peer connection. */
  readonly pc: number;
  /** In a mesh: the member it is for. */
  readonly peer?: string;
  /** Missing: there are no more. */
  readonly ice?: IceView;
}

/** The way to the receiving peer connection is broken: the page wants a new offer on it. */
export interface RestartMessage {
  readonly t: 'restart';
  /** Number of the peer connection, as offered. */
  readonly pc: number;
}

/** Whose cameras the page can show now. Everybody's microphone comes always; a shared screen does unless the page shows no face at all. */
export interface WantMessage {
  readonly t: 'want';
  /** Member ids. */
  readonly faces: readonly string[];
}

export type ClientMessage =
  | HelloMessage
  | ResumeMessage
  | DoMessage
  | PingMessage
  | OfferMessage
  | AnswerMessage
  | CandidateMessage
  | RestartMessage
  | WantMessage;

export type Phase = 'prepared' | 'started' | 'ended';

/** The room's timer. */
export interface TimerView {
  readonly id: string;
  /** When it runs out, by the server's clock. */
  readonly deadline: number;
}

/** The session. For a waiting person only phase, times and title are true, the rest has neutral values. */
export interface SessionView {
  readonly phase: Phase;
  readonly scheduledStart: number;
  readonly scheduledEnd: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Nobody new comes in. */
  readonly locked: boolean;
  /** Set while a break lasts. */
  readonly breakSince?: number;
  readonly timer?: TimerView;
  /** Member id of the lead. */
  readonly lead?: string;
  /** The lead is only acting. */
  readonly actingLead: boolean;
  /** Set while no qualified staff is there. */
  readonly staffGoneSince?: number;
  /** Participants and guests cannot unmute. */
  readonly speakingLocked: boolean;
  /** Members may write to the room. */
  readonly chat: boolean;
  /** Neutral for participants, the group's name for staff. */
  readonly title: string;
}

export type Role = 'facilitator' | 'co_facilitator' | 'moderator' | 'peer_mentor' | 'observer' | 'interpreter' | 'participant' | 'guest';

export type Standing = 'waiting' | 'admitted' | 'declined' | 'removed' | 'barred';

export type Cause = 'arrived' | 'not_now' | 'sent_back' | 'parked' | 'came_back';

/** The reader himself. Participants never see the cause not_now: it reads arrived. */
export interface SelfView {
  /** The reader's own member id. */
  readonly member: string;
  readonly role: Role;
  readonly standing: Standing;
  /** Set while waiting. */
  readonly cause?: Cause;
  /** The gate questions are answered. */
  readonly gatePassed: boolean;
  readonly microphone: boolean;
  readonly camera: boolean;
  /** Cannot unmute. */
  readonly speakingLocked: boolean;
  /** Muted by staff, and may unmute himself unless locked. */
  readonly mutedByStaff: boolean;
  /** Set while the hand is up; position = rank among the members' hands, smallest first. */
  readonly hand?: number;
  readonly supportAsked: boolean;
  /** Staff: qualified to lead this kind of room. */
  readonly qualified: boolean;
  /** Member id of the one with whom the reader talks apart from the group. */
  readonly asideWith?: string;
  /** Hides from the group: gets nothing, and neither microphone, camera nor screen can be switched on. */
  readonly shielded: boolean;
  /** Shares the room's one screen. */
  readonly screen: boolean;
  /** May share the screen once. */
  readonly screenInvited: boolean;
}

export type Presence = 'connected' | 'reconnecting';

/** A member. fullName is sent to facilitators and co-facilitators only; speakingLocked, supportAsked, asideWith, shielded, screenInvited and qualified to staff only. */
export interface MemberView {
  /** Member id. */
  readonly member: string;
  /** The name that others see. */
  readonly name: string;
  readonly fullName?: string;
  readonly role: Role;
  readonly presence: Presence;
  readonly presenceSince: number;
  /** Set while the hand is up; position = rank among the members' hands, smallest first. */
  readonly hand?: number;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly speakingLocked?: boolean;
  readonly supportAsked?: boolean;
  /** Talks apart from the group with one other. */
  readonly aside: boolean;
  /** Member id of the one with whom this member talks apart. */
  readonly asideWith?: string;
  /** Hides from the group: somebody else is where this member is. */
  readonly shielded?: boolean;
  /** Shares the room's one screen. */
  readonly screen: boolean;
  /** May share the screen once. */
  readonly screenInvited?: boolean;
  /** Qualified to be alone with this kind of group. */
  readonly qualified?: boolean;
}

export type Expected = 'today' | 'other_roster' | 'unknown';

/** What the gate answers mean for admission; place and call-back number are fetched over HTTP. */
export interface GateView {
  readonly alone: boolean;
  readonly driving: boolean;
  readonly safe: boolean;
  readonly rulesAccepted: boolean;
}

/** A waiting person, for staff. */
export interface WaitingView {
  /** Member id. */
  readonly member: string;
  /** The name that others would see. */
  readonly name: string;
  readonly fullName?: string;
  readonly role: Role;
  readonly expected: Expected;
  readonly cause: Cause;
  /** Since when the person waits. */
  readonly since: number;
  readonly presence: Presence;
  readonly gatePassed: boolean;
  /** For facilitators and co-facilitators only, once answered. */
  readonly gate?: GateView;
  /** For facilitators and co-facilitators only: members who are here or wait too and must not meet this person. */
  readonly apart?: readonly string[];
}

export type OutsideStanding = 'declined' | 'removed' | 'barred';

/** Somebody declined, removed or barred, for staff. */
export interface OutsideView {
  /** Member id. */
  readonly member: string;
  /** The name that others saw. */
  readonly name: string;
  readonly fullName?: string;
  readonly standing: OutsideStanding;
  /** Set for removals. */
  readonly reason?: RemovalReason;
  readonly at: number;
}

export type MessageKind = 'room' | 'to_staff' | 'staff' | 'line' | 'waiting_line';

/** A written message. */
export interface MessageView {
  readonly id: string;
  readonly kind: MessageKind;
  /** Member id of the writer. */
  readonly from?: string;
  /** The writer's name as the reader may see it. */
  readonly fromName?: string;
  /** Member id of the person it was written to. */
  readonly to?: string;
  readonly text: string;
  readonly at: number;
}

/** A call for support, for staff. */
export interface AlertView {
  /** Member id. */
  readonly member: string;
  readonly name: string;
  readonly at: number;
}

/** Everything that this reader may know of the room; lists are empty where he may not know. */
export interface RoomSnapshot {
  readonly session: SessionView;
  readonly self: SelfView;
  readonly members: readonly MemberView[];
  /** Staff only, in order of arrival. */
  readonly waiting: readonly WaitingView[];
  /** Staff only. */
  readonly outside: readonly OutsideView[];
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  /** Staff only. */
  readonly alerts: readonly AlertView[];
}

/** Answer to hello, and to a resume that missed too much: the whole view. */
export interface WelcomeMessage {
  readonly t: 'welcome';
  /** The reader's own member id. */
  readonly you: string;
  readonly epoch: number;
  /** Position of this view. */
  readonly seq: number;
  /** The server's clock. */
  readonly now: number;
  /** Resume token; replaces every earlier one. */
  readonly token: string;
  readonly room: RoomSnapshot;
}

/** The session's facts are now these. */
export interface SessionChange {
  readonly t: 'session';
  readonly session: SessionView;
}

/** The reader's own facts are now these. */
export interface SelfChange {
  readonly t: 'self';
  readonly self: SelfView;
}

/** A member came, or is now so. */
export interface MemberChange {
  readonly t: 'member';
  readonly member: MemberView;
}

/** A member is no longer in the room. */
export interface MemberGoneChange {
  readonly t: 'member_gone';
  readonly member: string;
}

/** Staff: somebody waits, or is now so. */
export interface WaitingChange {
  readonly t: 'waiting';
  readonly person: WaitingView;
}

/** Staff: somebody no longer waits. */
export interface WaitingGoneChange {
  readonly t: 'waiting_gone';
  readonly member: string;
}

/** Staff: somebody was declined, removed or barred. */
export interface OutsideChange {
  readonly t: 'outside';
  readonly person: OutsideView;
}

/** Staff: a refusal or removal was taken back. */
export interface OutsideGoneChange {
  readonly t: 'outside_gone';
  readonly member: string;
}

/** A written message. */
export interface MessageChange {
  readonly t: 'message';
  readonly message: MessageView;
}

/** Staff: somebody asked for support, or somebody looks after it. */
export interface AlertChange {
  readonly t: 'alert';
  readonly alert: AlertView;
}

/** Staff: a call for support is over. */
export interface AlertGoneChange {
  readonly t: 'alert_gone';
  readonly member: string;
}

export type Change =
  | SessionChange
  | SelfChange
  | MemberChange
  | MemberGoneChange
  | WaitingChange
  | WaitingGoneChange
  | OutsideChange
  | OutsideGoneChange
  | MessageChange
  | AlertChange
  | AlertGoneChange;

/** Answer to resume: what changed since the client's position, as it is true now. */
export interface ResumedMessage {
  readonly t: 'resumed';
  /** The reader's own member id. */
  readonly you: string;
  readonly epoch: number;
  /** Position after these changes. */
  readonly seq: number;
  /** The server's clock. */
  readonly now: number;
  /** Resume token; replaces every earlier one. */
  readonly token: string;
  readonly changes: readonly Change[];
}

/** Something happened in the room that this reader may see. */
export interface EvMessage {
  readonly t: 'ev';
  readonly seq: number;
  /** Last seq sent to this audience before; greater than the client's own seq means: resume. */
  readonly after: number;
  /** When it happened. */
  readonly at: number;
  readonly changes: readonly Change[];
}

/** The whole view anew: on admission, on being sent back or parked, and for waiting people on every change. */
export interface SyncMessage {
  readonly t: 'sync';
  readonly epoch: number;
  readonly seq: number;
  /** The server's clock. */
  readonly now: number;
  readonly room: RoomSnapshot;
}

/** The command was carried out, or what it wanted was already so. */
export interface AckMessage {
  readonly t: 'ack';
  /** Number of the command. */
  readonly n: number;
  /** Where it stands in the room's log. */
  readonly seq: number;
}

/** The command was refused; nothing changed. */
export interface NoMessage {
  readonly t: 'no';
  /** Number of the command. */
  readonly n: number;
  readonly code: ErrorCode;
  /** English sentence for developers; screens use their own by code. */
  readonly text: string;
}

/** Something went wrong that belongs to no command. */
export interface ErrorMessage {
  readonly t: 'error';
  readonly code: ErrorCode;
  /** English sentence for developers; screens use their own by code. */
  readonly text: string;
}

/** Answer to ping. */
export interface PongMessage {
  readonly t: 'pong';
  /** The ping's id. */
  readonly id: number;
  /** The server's clock. */
  readonly now: number;
}

/** Comes just before the server closes the socket. */
export interface ByeMessage {
  readonly t: 'bye';
  readonly code: CloseCode;
  /** The close code's name; with refused, the error code that says why. */
  readonly text: string;
}

export type MediaMode = 'sfu' | 'mesh' | 'none';

/** A relay that the page may use. */
export interface RelayView {
  readonly urls: readonly string[];
  /** For this member and session, for a limited time. */
  readonly username?: string;
  readonly credential?: string;
}

/** Sound and picture can be set up. A page that has peer connections of this life keeps them; another closes what it has and begins anew. */
export interface MediaMessage {
  readonly t: 'media';
  readonly mode: MediaMode;
  /** Names one life of the room's media. */
  readonly life: string;
  /** Use relays alone: nobody may learn the page's address. */
  readonly relayOnly: boolean;
  readonly relays: readonly RelayView[];
}

export type TrackKind = 'microphone' | 'camera' | 'screen';

/** Whose track a media section carries. */
export interface TrackView {
  /** Of the media section. */
  readonly mid: string;
  /** Member id. */
  readonly member: string;
  readonly track: TrackKind;
}

/** What others send, for the page's receiving peer connection; the newest of several holds. */
export interface OfferedMessage {
  readonly t: 'offered';
  /** Number of the peer connection; a higher one takes the lower one's place. */
  readonly pc: number;
  /** In a mesh: the member it is from. */
  readonly peer?: string;
  /** Number of this offer, for the answer: one that is said twice keeps it. Missing in a mesh. */
  readonly offer?: number;
  readonly sdp: string;
  /** Whose track each media section carries; sections that are not listed carry nothing. */
  readonly tracks: readonly TrackView[];
}

/** Answer to offer. */
export interface AnsweredMessage {
  readonly t: 'answered';
  /** Number of the peer connection, as offered. */
  readonly pc: number;
  /** In a mesh: the member it is from. */
  readonly peer?: string;
  readonly sdp: string;
}

/** In a mesh only: one address at which the other can be reached. */
export interface ReachableMessage {
  readonly t: 'reachable';
  readonly pc: number;
  /** The member it is from. */
  readonly peer: string;
  /** Missing: there are no more. */
  readonly ice?: IceView;
}

/** The server has no peer connection of this side any more, or refused it: open a new one. */
export interface RenewMessage {
  readonly t: 'renew';
  readonly side: Side;
}

/** To staff: how far what was decided in the room is carried out where sound and picture flow. */
export interface HeldMessage {
  readonly t: 'held';
  /** Everything up to this seq was looked at. */
  readonly seq: number;
  /** Members for whom it is not confirmed yet. */
  readonly late: readonly string[];
  /** Those of them for whom it failed or takes over two seconds. */
  readonly failed: readonly string[];
}

/** Somebody began or stopped talking; may be lost. */
export interface TalkingMessage {
  readonly t: 'talking';
  readonly member: string;
  readonly on: boolean;
}

/** Sound and picture of somebody, or to him, are lost in part on their way, or are so no more; may be lost. */
export interface WeakMessage {
  readonly t: 'weak';
  readonly member: string;
  readonly on: boolean;
}

export type ServerMessage =
  | WelcomeMessage
  | ResumedMessage
  | EvMessage
  | SyncMessage
  | AckMessage
  | NoMessage
  | ErrorMessage
  | PongMessage
  | ByeMessage
  | MediaMessage
  | OfferedMessage
  | AnsweredMessage
  | ReachableMessage
  | RenewMessage
  | HeldMessage
  | TalkingMessage
  | WeakMessage;
