import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog';
import { Devices } from '../../media/parts/Devices';
import type { Removal, RemovalReason } from '../../wire/types';
import { Confirm, Field } from '../parts';
import { s, sn } from '../words';
import type { Named } from './desk';
import { KEYS, type Key } from './keys';
import { clearToAdmit, mayBar, staffName, type Care } from './model';
import { Place } from './Place';
import { AskAside } from './Privacy';
import type { DeskProps } from './RoomScreen';

const KEY_NAMES: Readonly<Record<Key, `key.${string}`>> = {
  m: 'key.m',
  v: 'key.v',
  s: 'key.s',
  a: 'key.a',
  e: 'key.e',
  x: 'key.x',
  h: 'key.h',
  b: 'key.b',
  l: 'key.l',
  p: 'key.p',
  t: 'key.t',
  c: 'key.c',
  u: 'key.u',
  '?': 'key.help',
};

/** The question that is open, if any. Whatever cannot simply be taken back asks by name. */
export function Asked({ desk, room }: DeskProps) {
  const asking = desk.asking.value;
  const close = (): void => desk.close();
  switch (asking?.what) {
    case undefined:
      return null;
    case 'end':
      return <End desk={desk} room={room} />;
    case 'leave':
      return <Leave desk={desk} />;
    case 'keys':
      return <KeySheet onClose={close} />;
    case 'devices':
      return <OwnDevices desk={desk} />;
    case 'admit_all':
      return <AdmitAll desk={desk} room={room} />;
    case 'admit':
      return <Admit desk={desk} person={asking.person} care={asking.care} />;
    case 'decline':
      return (
        <Confirm title={s('ask.decline', { name: staffName(asking.person) })} text={s('ask.decline.text')} yes={s('act.decline')} onYes={() => void desk.decline(asking.person)} onClose={close} />
      );
    case 'send_back':
      return (
        <Confirm
          title={s('ask.send_back', { name: staffName(asking.person) })}
          text={s('ask.send_back.text')}
          yes={s('act.send_back')}
          danger={false}
          onYes={() => void desk.sendBack(asking.person)}
          onClose={close}
        />
      );
    case 'lead':
      return (
        <Confirm
          title={s('ask.lead', { name: staffName(asking.person) })}
          text={s('ask.lead.text')}
          yes={s('act.lead')}
          danger={false}
          onYes={() => {
            close();
            void desk.act({ kind: 'hand_over_lead', member: asking.person.member });
          }}
          onClose={close}
        />
      );
    case 'step_aside':
      return <AskAside desk={desk} room={room} person={asking.person} />;
    case 'remove':
      return <Remove desk={desk} room={room} person={asking.person} />;
    case 'place':
      return <Place session={desk.session} person={asking.person} onClose={close} />;
  }
}

function OwnDevices({ desk }: Pick<DeskProps, 'desk'>) {
  const media = desk.live.media.value;
  return media ? <Devices rig={media} media={media} onClose={() => desk.close()} /> : null;
}

/** Says what speaks against it, and lets the counselor decide. */
function Admit({ desk, person, care }: Pick<DeskProps, 'desk'> & { person: Named; care: Care }) {
  const name = staffName(person);
  return (
    <Confirm
      title={s('ask.admit', { name })}
      yes={s('act.admit')}
      danger={false}
      onYes={() => {
        desk.close();
        void desk.act({ kind: 'admit', member: person.member });
      }}
      onClose={() => desk.close()}
    >
      {care.unsafe && <p class="soft">{s('ask.admit.unsafe', { name })}</p>}
      {care.apart.length > 0 && <p class="soft">{s('ask.admit.apart', { name, others: care.apart.map(staffName).join(', ') })}</p>}
    </Confirm>
  );
}

function Leave({ desk }: Pick<DeskProps, 'desk'>) {
  return (
    <Confirm
      title={s('ask.leave')}
      text={s('ask.leave.text')}
      yes={s('foot.leave')}
      onYes={() => {
        desk.close();
        void desk.act({ kind: 'leave' });
      }}
      onClose={() => desk.close()}
    />
  );
}

function End({ desk, room }: DeskProps) {
  const people = room.members.size - 1;
  const waiting = room.waiting.size;
  return (
    <Confirm
      title={s('ask.end', { title: room.session.title })}
      text={[people > 0 ? sn('ask.end.people', people) : s('ask.end.nobody'), ...(waiting > 0 ? [sn('ask.end.waiting', waiting)] : []), s('ask.end.after')].join(' ')}
      yes={s('head.end')}
      onYes={() => {
        desk.close();
        void desk.act({ kind: 'end' });
      }}
      onClose={() => desk.close()}
    />
  );
}

/** Names them first: one press lets several people in. */
function AdmitAll({ desk, room }: DeskProps) {
  const people = clearToAdmit(room);
  return (
    <Confirm
      title={sn('ask.admit_all', people.length)}
      yes={s('act.admit')}
      danger={false}
      onYes={() => {
        desk.close();
        void desk.act({ kind: 'admit_all_expected' });
      }}
      onClose={() => desk.close()}
    >
      <ul class="names">
        {people.map((person) => (
          <li key={person.member}>{staffName(person)}</li>
        ))}
      </ul>
      <p class="soft small">{s('ask.admit_all.text')}</p>
    </Confirm>
  );
}

const REASONS: readonly RemovalReason[] = ['safety', 'disruption', 'privacy', 'impaired', 'wrong_room', 'other'];

function Remove({ desk, room, person }: DeskProps & { person: Named }) {
  const [removal, setRemoval] = useState<Removal>('may_return');
  const [reason, setReason] = useState<RemovalReason>();
  const kinds: readonly Removal[] = mayBar(room.self.role) ? ['may_return', 'barred'] : ['may_return'];
  return (
    <Dialog title={s('ask.remove', { name: staffName(person) })} onClose={() => desk.close()}>
      <p class="soft small">{s('ask.remove.text')}</p>
      <fieldset class="options">
        <legend class="label">{s('ask.remove.kind')}</legend>
        {kinds.map((each) => (
          <label key={each} class="check">
            <input type="radio" name="removal" checked={removal === each} onChange={() => setRemoval(each)} />
            {s(`removal.${each}`)}
          </label>
        ))}
      </fieldset>
      <Field label={s('ask.remove.reason')} hint={s('ask.remove.reason.hint')}>
        <select class="input" value={reason ?? ''} onChange={(event) => setReason(REASONS.find((each) => each === event.currentTarget.value))}>
          <option value="">{s('choose')}</option>
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {s(`reason.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <div class="actions">
        <button type="button" class="btn" onClick={() => desk.close()}>
          {s('cancel')}
        </button>
        <button type="button" class="btn fill" disabled={reason === undefined} onClick={() => reason && void desk.remove(person, removal, reason)}>
          {s('ask.remove.yes', { name: staffName(person) })}
        </button>
      </div>
    </Dialog>
  );
}

function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={s('keys.title')} onClose={onClose}>
      <dl class="keys">
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{s(KEY_NAMES[key] as 'key.m')}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {s('close')}
        </button>
      </div>
    </Dialog>
  );
}
