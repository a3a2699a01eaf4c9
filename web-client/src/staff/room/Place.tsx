import { MapPin, Phone } from 'lucide-preact';
import { clockTime } from '../../common/time';
import { Dialog } from '../../design/Dialog';
import { Icon } from '../../design/Icon';
import type { GateRecord } from '../api';
import { useResource } from '../context';
import { Show } from '../parts';
import { s } from '../words';
import type { Named } from './desk';
import { staffName } from './model';

/** Where somebody is and how to call: fetched on the press, never kept on the screen. */
export function Place({ session, person, onClose }: { session: string; person: Named; onClose: () => void }) {
  const path = `/api/staff/sessions/${encodeURIComponent(session)}/people/${encodeURIComponent(person.member)}/gate`;
  const record = useResource<GateRecord>(path);
  return (
    <Dialog title={s('place.title', { name: staffName(person) })} onClose={onClose}>
      <Show of={record}>
        {(gate) => (
          <div class="stack wide">
            <a class="place-line" href={`tel:${gate.callBack.replace(/[^\d+]/g, '')}`}>
              <Icon of={Phone} />
              <b>{gate.callBack}</b>
            </a>
            <p class="place-line">
              <Icon of={MapPin} />
              <span>
                <b>{gate.place}</b>, {gate.state}
              </span>
            </p>
            <div class="flags">
              <span class={gate.alone ? 'chip leaf' : 'chip amber'}>{s(gate.alone ? 'flag.alone' : 'flag.not_alone')}</span>
              <span class={gate.safe ? 'chip leaf' : 'chip red'}>{s(gate.safe ? 'flag.safe' : 'flag.not_safe')}</span>
              {gate.driving && <span class="chip red">{s('flag.driving')}</span>}
            </div>
            <p class="soft tiny">{s('place.said_at', { time: clockTime(gate.at) })}</p>
          </div>
        )}
      </Show>
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {s('close')}
        </button>
      </div>
    </Dialog>
  );
}
