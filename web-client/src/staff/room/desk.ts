import { signal } from '@preact/signals';
import { errorText } from '../../common/words';
import { tabStorage, type TabStorage } from '../../common/tabStorage';
import type { LiveRoom } from '../../live/liveRoom';
import type { OwnKind } from '../../media/ports';
import type { Outcome, Room } from '../../protocol';
import type { ClientCommand, RemovalReason, Removal } from '../../wire/types';
import { s } from '../words';
import { Enforcement } from './enforcement';
import { askedFirst, isLastQualified, staffName, type Care } from './model';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
  /** Whom it is about: what is done next to the same person takes its place. */
  readonly about?: string | undefined;
}

export type Panel = 'waiting' | 'people' | 'timer' | 'chat';

/** Whom a dialog is about. */
export interface Named {
  readonly member: string;
  readonly name: string;
  readonly fullName?: string;
}

export type Asking =
  | { readonly what: 'end' }
  | { readonly what: 'keys' }
  | { readonly what: 'devices' }
  | { readonly what: 'leave' }
  | { readonly what: 'admit_all' }
  | { readonly what: 'admit'; readonly person: Named; readonly care: Care }
  | { readonly what: 'decline' | 'remove' | 'send_back' | 'lead' | 'place' | 'step_aside'; readonly person: Named };

/** How long an act can be taken back, as in the room's policy. */
export const UNDO_MILLIS = 10_000;
const NOTE_MILLIS = 6_000;
/** Long enough to be read while something else goes on. */
const DOUBT_MILLIS = 12_000;

/**
 * The counselor's desk over one room: acts with their undo, notices, what panel and question is open. The screens
 * call it; the server decides.
 */
export class Desk {
  readonly toasts = signal<readonly Toast[]>([]);
  readonly panel = signal<Panel>('people');
  readonly asking = signal<Asking | undefined>(undefined);
  /** Whom the next written message goes to: a member id, or one of the audiences. */
  readonly writeTo = signal<string>('staff');
  /** What was taken from whom, and whether the media server has confirmed it. */
  readonly enforcement: Enforcement;
  /** The newest message that was on this screen; kept over a reload, so that nothing unread gets lost by one. */
  readonly readUpTo = signal<string | undefined>(undefined);
  private ids = 0;

  constructor(
    readonly live: LiveRoom,
    readonly session: string,
    private readonly storage: TabStorage = tabStorage(),
  ) {
    this.readUpTo.value = storage.getItem(`read:${session}`) ?? undefined;
    this.enforcement = new Enforcement(live.media, (member) =>
      this.note(s('enforced.failed', { name: this.nameOf(member) }), undefined, DOUBT_MILLIS),
    );
  }

  /** Gives a command; a refusal becomes a notice. */
  async act(command: ClientCommand): Promise<Outcome> {
    const { room } = this.live.view.peek();
    const answer = this.live.do(command);
    void this.enforcement.watch(command, room, answer);
    const outcome = await answer;
    if (!outcome.ok && outcome.code !== 'closed') this.note(errorText(outcome.code));
    return outcome;
  }

  /** One's own microphone, camera or screen: on if it is off, off if it is on. Call from a press. */
  async press(kind: OwnKind): Promise<void> {
    const outcome = await this.live.media.value?.[kind].press();
    if (outcome && !outcome.ok && outcome.code !== 'closed') this.note(errorText(outcome.code));
  }

  /** Whether there is sound and picture at all. */
  get hasMedia(): boolean {
    const mode = this.live.media.value?.mode.value;
    return mode === 'sfu' || mode === 'mesh';
  }

  ask(asking: Asking): void {
    this.asking.value = asking;
  }

  close(): void {
    this.asking.value = undefined;
  }

  /** All that is written stands before somebody's eyes. */
  markRead(room: Room): void {
    const last = room.messages.at(-1)?.id;
    if (last === undefined || last === this.readUpTo.peek()) return;
    this.readUpTo.value = last;
    this.storage.setItem(`read:${this.session}`, last);
  }

  /** Admits at once, or asks first when something speaks against it. */
  admit(person: Named, care: Care): void {
    if (askedFirst(care)) this.ask({ what: 'admit', person, care });
    else void this.act({ kind: 'admit', member: person.member });
  }

  async decline(person: Named): Promise<void> {
    this.close();
    const { ok } = await this.act({ kind: 'decline', member: person.member });
    if (ok) this.undoable(s('done.declined', { name: staffName(person) }), () => void this.letBack(person, 'declined'), person.member);
  }

  async remove(person: Named, removal: Removal, reason: RemovalReason): Promise<void> {
    this.close();
    const { ok } = await this.act({ kind: 'remove', member: person.member, removal, reason });
    if (ok) this.undoable(s('done.removed', { name: staffName(person) }), () => void this.letBack(person, 'removed'), person.member);
  }

  /** Takes a removal or a decline back, and says what happens then: nobody fetches the person, the own page comes. */
  async letBack(person: Named, was: 'declined' | 'removed'): Promise<void> {
    this.toasts.value = this.toasts.value.filter(({ about }) => about !== person.member);
    const { ok } = await this.act({ kind: was === 'declined' ? 'undo_decline' : 'undo_remove', member: person.member });
    if (ok) this.note(s(`done.let_back.${was}`, { name: staffName(person) }), person.member);
  }

  async sendBack(person: Named): Promise<void> {
    this.close();
    const { ok } = await this.act({ kind: 'send_back', member: person.member });
    const undo = (): void => void this.act({ kind: 'admit', member: person.member });
    if (ok) this.undoable(s('done.sent_back', { name: staffName(person) }), undo, person.member);
  }

  async lowerAllHands(): Promise<void> {
    const { ok } = await this.act({ kind: 'lower_all_hands' });
    if (ok) this.undoable(s('done.hands'), () => void this.act({ kind: 'restore_hands' }));
  }

  /** Leaves, or asks first when nobody would be left who is qualified to lead. */
  leave(room: Room): void {
    if (isLastQualified(room)) this.ask({ what: 'leave' });
    else void this.act({ kind: 'leave' });
  }

  writeToPerson(person: Named): void {
    this.writeTo.value = person.member;
    this.panel.value = 'chat';
  }

  /** A short notice without an undo. */
  note(text: string, about?: string, millis = NOTE_MILLIS): void {
    this.show({ id: ++this.ids, text, ...(about === undefined ? {} : { about }) }, millis);
  }

  /** The desk is left. */
  stop(): void {
    this.enforcement.stop();
  }

  private nameOf(member: string): string {
    const { room } = this.live.view.peek();
    const person = room?.members.get(member) ?? room?.waiting.get(member) ?? room?.outside.get(member);
    return person ? staffName(person) : s('chat.somebody');
  }

  private undoable(text: string, takeBack: () => void, about?: string): void {
    const id = ++this.ids;
    const undo = (): void => {
      this.drop(id);
      takeBack();
    };
    this.show({ id, text, undo, about }, UNDO_MILLIS);
  }

  private show(toast: Toast, millis: number): void {
    const older = this.toasts.value.filter(({ about }) => about === undefined || about !== toast.about);
    this.toasts.value = [...older, toast];
    setTimeout(() => this.drop(toast.id), millis);
  }

  private drop(id: number): void {
    this.toasts.value = this.toasts.value.filter((toast) => toast.id !== id);
  }
}
