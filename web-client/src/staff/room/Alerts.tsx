import { useNow, wholeMinutes } from '../../common/time';
import type { AlertView } from '../../wire/types';
import { s } from '../words';
import { moderates, seesGate } from './model';
import { mayStepAside } from './privacy';
import type { DeskProps } from './RoomScreen';

const JUST_NOW = 10_000;

/** How long somebody has waited for an answer, in the words of somebody who is not counting seconds. */
function since(millis: number): string {
  if (millis < JUST_NOW) return s('alert.now');
  return millis < 60_000 ? s('alert.seconds', { n: Math.floor(millis / JUST_NOW) * 10 }) : s('alert.minutes', { n: wholeMinutes(millis) });
}

/** Who asked for support. Seen by staff only, and it stays until somebody looks after it. */
export function Alerts({ desk, room }: DeskProps) {
  const alerts = [...room.alerts.values()];
  if (alerts.length === 0) return null;
  return (
    <div class="stack">
      {alerts.map((alert) => (
        <Alert key={alert.member} desk={desk} room={room} alert={alert} />
      ))}
    </div>
  );
}

function Alert({ desk, room, alert }: DeskProps & { alert: AlertView }) {
  const now = useNow(1000) + desk.live.view.value.serverOffset;
  const person = { member: alert.member, name: alert.name };
  const here = room.members.get(alert.member);
  const apart = mayStepAside(room, here);
  return (
    <section class="alert" aria-label={s('alert.title', { name: alert.name })}>
      <b>{s('alert.title', { name: alert.name })}</b>
      <span>{since(now - alert.at)}</span>
      <div class="acts">
        {apart && (
          <button type="button" class="btn primary sm" onClick={() => desk.ask({ what: 'step_aside', person: here })}>
            {s('act.step_aside')}
          </button>
        )}
        {seesGate(room.self.role) && (
          <button type="button" class={apart ? 'btn sm' : 'btn primary sm'} onClick={() => desk.ask({ what: 'place', person })}>
            {s('act.place')}
          </button>
        )}
        <button type="button" class="btn sm" onClick={() => desk.writeToPerson(person)}>
          {s('act.write')}
        </button>
        {moderates(room.self.role) && (
          <button type="button" class="btn sm" onClick={() => void desk.act({ kind: 'support_seen', member: alert.member })}>
            {s('alert.seen')}
          </button>
        )}
      </div>
    </section>
  );
}
