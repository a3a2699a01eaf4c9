import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { RoomMedia } from '../../media/roomMedia';
import type { Outcome, Room } from '../../protocol';
import type { ClientCommand } from '../../wire/types';
import { isGuided } from './model';

/** How far a moderation act is where sound and picture flow. */
export type Enforced = 'muting' | 'stopping' | 'unconfirmed';

/** The media server reports failures itself after two seconds; when it reports nothing at all, this is said. */
export const SILENT_AFTER_MILLIS = 5_000;

interface Pending {
  readonly what: 'muting' | 'stopping';
  /** Where the act stands in the log; undefined until it is acknowledged. */
  readonly seq?: number;
  readonly warned: boolean;
}

type Held = RoomMedia['held']['value'];
type All = ReadonlyMap<string, Pending>;

/** From whom an act takes something away in the media: that must be confirmed. */
export function concerned(command: ClientCommand, room: Room): readonly string[] {
  const heard = (members: readonly string[]): readonly string[] => members.filter((member) => room.members.get(member)?.microphone === true);
  switch (command.kind) {
    case 'mute':
    case 'lock_speaking':
      return heard([command.member]);
    case 'mute_all':
    case 'lock_speaking_for_all':
      return heard([...room.members.values()].filter(isGuided).map(({ member }) => member));
    case 'stop_camera':
      return room.members.get(command.member)?.camera === true ? [command.member] : [];
    case 'stop_screen':
      return room.members.get(command.member)?.screen === true ? [command.member] : [];
    case 'send_back':
    case 'remove':
      return room.members.has(command.member) ? [command.member] : [];
    default:
      return [];
  }
}

const isOfSound = ({ kind }: ClientCommand): boolean => kind.startsWith('mute') || kind.startsWith('lock_speaking');

/**
 * What staff took away and the media server has not confirmed yet, by member: "muting…" or "stopping…" until it has, a warning when
 * it could not. An act that was acknowledged at some place in the log is confirmed once a report goes that far and does
 * not name the person as late.
 */
export class Enforcement {
  private readonly pending = signal<All>(new Map());
  private readonly held: ReadonlySignal<Held>;
  private readonly stopWatching: () => void;
  private failedBefore: readonly string[] = [];

  /** @param warn says once that what was decided about this member is not confirmed */
  constructor(
    private readonly media: ReadonlySignal<RoomMedia | undefined>,
    private readonly warn: (member: string) => void,
  ) {
    this.held = computed(() => this.media.value?.held.value);
    this.stopWatching = effect(() => this.follow(this.held.value));
  }

  /** Follows an act from the press on. */
  async watch(command: ClientCommand, room: Room | undefined, outcome: Promise<Outcome>): Promise<void> {
    const members = room && this.flows() ? concerned(command, room) : [];
    if (members.length === 0) return;
    const what = isOfSound(command) ? 'muting' : 'stopping';
    for (const member of members) this.set(member, { what, warned: false });
    const result = await outcome;
    for (const member of members) this.set(member, result.ok ? { what, warned: false, seq: result.seq } : undefined);
    if (!result.ok) return;
    this.follow(this.held.peek());
    setTimeout(() => this.silent(members, result.seq), SILENT_AFTER_MILLIS);
  }

  /** How far the newest act on this person is; undefined: confirmed, or there was none. */
  of(member: string): Enforced | undefined {
    if (this.held.value?.failed.includes(member)) return 'unconfirmed';
    const one = this.pending.value.get(member);
    if (!one) return undefined;
    return one.warned ? 'unconfirmed' : one.what;
  }

  stop(): void {
    this.stopWatching();
  }

  /** Whether there are media at all in which something can be enforced. */
  private flows(): boolean {
    const mode = this.media.peek()?.mode.peek();
    return mode === 'sfu' || mode === 'mesh';
  }

  private follow(held: Held): void {
    if (!held) return;
    const before = this.failedBefore;
    this.failedBefore = held.failed;
    for (const member of held.failed) if (!before.includes(member)) this.doubt(member);
    for (const [member, { seq }] of this.pending.peek()) {
      if (seq !== undefined && held.seq >= seq && !held.late.includes(member) && !held.failed.includes(member)) this.set(member, undefined);
    }
  }

  /** No report came at all about what is still pending. */
  private silent(members: readonly string[], seq: number): void {
    for (const member of members) if (this.pending.peek().get(member)?.seq === seq) this.doubt(member);
  }

  private doubt(member: string): void {
    const one = this.pending.peek().get(member);
    if (one?.warned === true) return;
    if (one) this.set(member, { ...one, warned: true });
    this.warn(member);
  }

  private set(member: string, one: Pending | undefined): void {
    const all = new Map(this.pending.peek());
    if (one) all.set(member, one);
    else all.delete(member);
    this.pending.value = all;
  }
}
