import type { Signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { Http } from '../common/http';
import type { LiveRoom } from '../live/liveRoom';
import { App } from '../participant/App';
import type { Entry } from '../participant/api';
import { Journey } from '../participant/journey';
import type { TroubleKind } from '../participant/stage';
import type { Status, View } from '../protocol';
import type { RoomSnapshot, SelfView } from '../wire/types';
import type { Me, Step } from '../staff/api';
import { SessionContext } from '../staff/context';
import { StaffSession } from '../staff/session';
import { fixtureHttp, PARTICIPANTS, RECORD } from './httpFixture';
import type { Shown } from './mediaFixture';
import { member, PEOPLE, self, session, snapshot, staffSnapshot, stillRoom } from './roomFixture';

export type Story = () => ComponentChild | Promise<ComponentChild>;

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>([['visit', 'x']]);
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

async function journey(live?: LiveRoom, http = fixtureHttp): Promise<Journey> {
  const way = new Journey({
    http,
    storage: memoryStorage(),
    openRoom: () => live ?? stillRoom(snapshot()),
    now: () => Date.now(),
  });
  await way.open(undefined);
  return way;
}

export const participant =
  (set: (way: Journey) => void, live?: LiveRoom, http?: Http): Story =>
  async () => {
    const way = await journey(live, http);
    set(way);
    return <App journey={way} />;
  };

/** The look before the session, with drawn devices; the camera and what the refusal says are tried at once. */
export const ready =
  (shown: Shown, sheet = false): Story =>
  async () => {
    const { Ready } = await import('../participant/screens/Ready');
    const { Preview } = await import('../participant/preview');
    const { JourneyContext } = await import('../participant/context');
    const { DrawnDevices } = await import('./mediaFixture');
    const { Devices } = await import('../media/parts/Devices');
    const look = new Preview(new DrawnDevices(shown));
    await look.start();
    return (
      <JourneyContext.Provider value={await journey()}>
        <Ready look={look} />
        {sheet && <Devices rig={look} onClose={() => undefined} />}
      </JourneyContext.Provider>
    );
  };

export const gate = (step: number, answers: object): Story =>
  participant((way) => {
    way.gate?.set(answers);
    way.gate?.goTo(step);
    way.toGate();
  });

export const room =
  (part: Partial<RoomSnapshot>, status?: Status, shown?: Shown): Story =>
  () =>
    participant((way) => way.enter(), stillRoom(snapshot(part), status, shown))();

/** Acts as soon as this is on the page: some screens come later. */
function once(what: string, act: (found: HTMLElement) => void): void {
  const timer = setInterval(() => {
    const found = document.querySelector<HTMLElement>(what);
    if (!found) return;
    clearInterval(timer);
    act(found);
  }, 20);
}

/** The same story after a press on what has this name. */
export const pressed =
  (story: Story, name: string): Story =>
  async () => {
    const shown = await story();
    once(`[aria-label="${name}"]`, (found) => found.click());
    return shown;
  };

/** A participant's room in which this happens to oneself a moment later. */
export const roomThen =
  (part: Partial<RoomSnapshot>, then: Partial<SelfView>): Story =>
  () => {
    const live = stillRoom(snapshot(part));
    const view = live.view as Signal<View>;
    once('.turn', () => {
      const { room: before } = view.value;
      if (before) view.value = { ...view.value, room: { ...before, self: { ...before.self, ...then } } };
    });
    return participant((way) => way.enter(), live)();
  };

export const devices =
  (shown: Shown): Story =>
  async () => {
    const { Devices } = await import('../media/parts/Devices');
    const { media } = stillRoom(snapshot({ self: self({ microphone: shown.refusal === undefined }) }), undefined, shown);
    return media.value ? <Devices rig={media.value} media={media.value} onClose={() => undefined} /> : null;
  };

export const trouble = (kind: TroubleKind): Story => participant((way) => way.trouble(kind));

/** The page of somebody who is out, and to whom the server says this about the way back. */
export const out = (entry: Entry): Story => {
  const http: Http = (path, ...rest) => (path.endsWith('/entry') ? Promise.resolve({ entry } as never) : fixtureHttp(path, ...rest));
  return participant((way) => way.trouble('out'), undefined, http);
};

export const waiting = (part: Partial<RoomSnapshot> = {}): Story =>
  room({ session: session({ phase: 'prepared' }), self: self({ standing: 'waiting', cause: 'arrived' }), members: [], ...part });

export const staffStory =
  (build: () => Promise<ComponentChild>): Story =>
  async () => {
    await import('../staff/staff.css');
    const staff = new StaffSession(fixtureHttp);
    await staff.open(undefined);
    return <SessionContext.Provider value={staff}>{await build()}</SessionContext.Provider>;
  };

/** A step of signing in. */
export const signInStep = (next: Step['next'], then: (staff: StaffSession) => void = () => undefined): Story => async () => {
  await import('../staff/staff.css');
  const { StaffApp } = await import('../staff/App');
  const staff = new StaffSession(fixtureHttp);
  staff.stand({ next, csrf: 'x' });
  then(staff);
  return <StaffApp session={staff} />;
};

export const staffPage = (hash: string, { http = fixtureHttp, me = {} }: { http?: Http; me?: Partial<Me> } = {}): Story => async () => {
  await import('../staff/staff.css');
  const { StaffApp } = await import('../staff/App');
  const { route, routeOf } = await import('../staff/router');
  const staff = new StaffSession(http);
  await staff.open(undefined);
  if (staff.me) staff.stand({ ...staff.me, ...me });
  route.value = routeOf(hash);
  return <StaffApp session={staff} />;
};

/** A dialog over the list of participants. */
const overParticipants = (dialog: () => Promise<ComponentChild>, http = fixtureHttp): Story => async () => {
  const page = await staffPage('#/clinic/participants')();
  return (
    <>
      {page}
      <SessionContext.Provider value={new StaffSession(http)}>{await dialog()}</SessionContext.Provider>
    </>
  );
};

const none = (): void => undefined;

/** Emergency access to one of the participants. */
export const emergency = (which: number): Story =>
  overParticipants(async () => {
    const { EmergencyDialog } = await import('../staff/emergency/EmergencyDialog');
    const of = PARTICIPANTS.participants[which];
    return of && <EmergencyDialog of={of} onClose={none} />;
  });

/** The form of a participant: a new one's, or that of one in the list, whose end is in sight. */
export const participantForm = (which?: number, http?: Http): Story =>
  overParticipants(async () => {
    const { ParticipantDialog } = await import('../staff/clinic/ParticipantDialog');
    const of = which === undefined ? undefined : PARTICIPANTS.participants[which];
    if (of) setTimeout(() => document.querySelector('dialog .actions')?.scrollIntoView(), 200);
    return <ParticipantDialog {...(of ? { of } : {})} onDone={none} onClose={none} />;
  }, http);

export const participantImport: Story = overParticipants(async () => {
  const { ImportDialog } = await import('../staff/clinic/ImportDialog');
  return <ImportDialog onDone={none} onClose={none} />;
});

export const staffRoom = (
  part: Partial<RoomSnapshot> = {},
  panel: 'people' | 'timer' | 'chat' | 'waiting' = 'people',
  status?: Status,
  shown?: Shown,
): Story =>
  staffStory(async () => {
    const { RoomScreen } = await import('../staff/room/RoomScreen');
    const { Desk } = await import('../staff/room/desk');
    const live = stillRoom(staffSnapshot(part), status, shown);
    const desk = new Desk(live, 's1');
    if (shown?.reports !== undefined) void desk.act({ kind: 'mute_all' });
    desk.panel.value = panel;
    if (location.search.includes('ask=remove')) desk.ask({ what: 'remove', person: PEOPLE[3] ?? member('x', 'X') });
    if (location.search.includes('ask=aside')) desk.ask({ what: 'step_aside', person: PEOPLE[3] ?? member('x', 'X') });
    if (location.search.includes('ask=keys')) desk.ask({ what: 'keys' });
    if (location.search.includes('ask=devices')) desk.ask({ what: 'devices' });
    if (location.search.includes('toast')) void desk.decline({ member: 'lee', name: 'Lee B.' });
    const view = live.view.value;
    return view.room ? <RoomScreen desk={desk} room={view.room} /> : null;
  });

export const attendance = (part: Partial<typeof RECORD> = {}): Story =>
  staffStory(async () => {
    await import('../staff/attendance/attendance.css');
    const { Review } = await import('../staff/attendance/AttendancePage');
    return <Review path="/x" record={{ ...RECORD, ...part }} onChange={() => undefined} />;
  });
