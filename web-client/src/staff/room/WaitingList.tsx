import type { OutsideView } from '../../wire/types';
import { s } from '../words';
import { clearToAdmit, isOpenYet, staffName } from './model';
import type { DeskProps } from './RoomScreen';
import { Waiter } from './Waiter';

/** The queue in order of arrival, with what speaks for and against; below it those who are out. */
export function WaitingList({ desk, room }: DeskProps) {
  const people = [...room.waiting.values()];
  const clear = clearToAdmit(room).length;
  return (
    <>
      <div class="row apart">
        <h2>{s('waiting.count', { n: people.length })}</h2>
        {clear > 0 && isOpenYet(room) && (
          <button type="button" class="btn quiet sm" onClick={() => desk.ask({ what: 'admit_all' })}>
            {s('waiting.admit_all')}
          </button>
        )}
      </div>
      {people.length === 0 && <p class="soft small">{s('waiting.none')}</p>}
      {people.length > 0 && !isOpenYet(room) && <p class="soft small">{s('waiting.start_first')}</p>}
      <ol>
        {people.map((person) => (
          <Waiter key={person.member} desk={desk} room={room} person={person} />
        ))}
      </ol>
      {people.length > 0 && (
        <div class="stack hint">
          <p class="tiny soft">{s('waiting.hint')}</p>
          <button
            type="button"
            class="btn quiet sm"
            onClick={() => {
              desk.writeTo.value = 'waiting';
              desk.panel.value = 'chat';
            }}
          >
            {s('waiting.write_all')}
          </button>
        </div>
      )}
      <Outside desk={desk} room={room} />
    </>
  );
}

/** Declined and removed people, each with the way back. */
function Outside({ desk, room }: DeskProps) {
  const people = [...room.outside.values()];
  if (people.length === 0) return null;
  const undo = (person: OutsideView): void => void desk.letBack(person, person.standing === 'declined' ? 'declined' : 'removed');
  return (
    <div class="outside">
      <h2>{s('outside.count', { n: people.length })}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.member} class="row">
            <span class="grow">
              <span class="cut strong" title={staffName(person)}>
                {staffName(person)}
              </span>
              <span class="tiny soft block">
                {[s(`outside.${person.standing}`), person.reason && s(`reason.${person.reason}`)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <button type="button" class="btn quiet sm" aria-label={s('outside.undo_for', { name: staffName(person) })} onClick={() => undo(person)}>
              {s('undo')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
