import { Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../design/Icon';
import type { GroupFields, Participant, StaffMember, WeeklySlot } from '../clinicApi';
import { s, sn } from '../words';
import { dayName } from './slots';
import { folded } from './table';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
type Leader = GroupFields['leaders'][number];
const ROLES: readonly Leader['role'][] = ['facilitator', 'co_facilitator', 'moderator', 'peer_mentor'];

const replaced = <T,>(list: readonly T[], index: number, next: T): T[] => list.map((each, at) => (at === index ? next : each));
const without = <T,>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" class="icon-btn" aria-label={label} onClick={onPress}>
      <Icon of={X} size="m" />
    </button>
  );
}

export function SlotFields({ slots, onChange }: { slots: readonly WeeklySlot[]; onChange: (slots: WeeklySlot[]) => void }) {
  const set = (index: number, part: Partial<WeeklySlot>): void => {
    const old = slots[index];
    if (old) onChange(replaced(slots, index, { ...old, ...part }));
  };
  return (
    <fieldset class="options">
      <legend class="label">{s('field.slots')}</legend>
      {slots.map((slot, index) => (
        <div key={index} class="line-fields">
          <select class="input" aria-label={s('slot.day')} value={slot.day} onChange={(event) => set(index, { day: Number(event.currentTarget.value) })}>
            {DAYS.map((day) => (
              <option key={day} value={day}>
                {dayName(day, 'long')}
              </option>
            ))}
          </select>
          <input class="input" type="time" required aria-label={s('slot.start')} value={slot.start} onInput={(event) => set(index, { start: event.currentTarget.value })} />
          <label class="row">
            <input
              class="input narrow"
              type="number"
              min={5}
              max={480}
              step={5}
              required
              aria-label={s('slot.minutes')}
              value={slot.minutes}
              onInput={(event) => set(index, { minutes: Number(event.currentTarget.value) })}
            />
            <span class="small soft">{s('unit.min')}</span>
          </label>
          <Remove label={s('slot.remove')} onPress={() => onChange(without(slots, index))} />
        </div>
      ))}
      <button type="button" class="btn quiet sm" onClick={() => onChange([...slots, { day: 1, start: '18:00', minutes: 90 }])}>
        <Icon of={Plus} size="m" />
        {s('slot.add')}
      </button>
    </fieldset>
  );
}

interface LeaderProps {
  leaders: readonly Leader[];
  staff: readonly StaffMember[];
  onChange: (leaders: Leader[]) => void;
}

export function LeaderFields({ leaders, staff, onChange }: LeaderProps) {
  const free = staff.filter((each) => !leaders.some((leader) => leader.staff === each.id));
  const nameOf = (id: string): string => {
    const person = staff.find((each) => each.id === id);
    return [person?.fullName ?? s('leader.former'), person?.credential].filter(Boolean).join(', ');
  };
  return (
    <fieldset class="options">
      <legend class="label">{s('field.leaders')}</legend>
      {leaders.map((leader, index) => (
        <div key={leader.staff} class="line-fields">
          <span class="grow cut">{nameOf(leader.staff)}</span>
          <select
            class="input"
            aria-label={s('leader.role', { name: nameOf(leader.staff) })}
            value={leader.role}
            onChange={(event) => onChange(replaced(leaders, index, { ...leader, role: ROLES.find((role) => role === event.currentTarget.value) ?? leader.role }))}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {s(`role.${role}`)}
              </option>
            ))}
          </select>
          <Remove label={s('leader.remove', { name: nameOf(leader.staff) })} onPress={() => onChange(without(leaders, index))} />
        </div>
      ))}
      {free.length > 0 && (
        <select
          class="input"
          aria-label={s('leader.add')}
          value=""
          onChange={(event) => {
            const id = event.currentTarget.value;
            if (id !== '') onChange([...leaders, { staff: id, role: leaders.length === 0 ? 'facilitator' : 'co_facilitator' }]);
          }}
        >
          <option value="">{s('leader.add')}</option>
          {free.map((each) => (
            <option key={each.id} value={each.id}>
              {each.fullName}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}

interface RosterProps {
  roster: readonly string[];
  participants: readonly Participant[];
  onChange: (roster: string[]) => void;
}

export function RosterFields({ roster, participants, onChange }: RosterProps) {
  const [query, setQuery] = useState('');
  const wanted = folded(query.trim());
  const shown = participants.filter((each) => folded(each.fullName).includes(wanted));
  const toggle = (id: string): void => onChange(roster.includes(id) ? roster.filter((each) => each !== id) : [...roster, id]);
  return (
    <fieldset class="options">
      <legend class="label">
        {s('field.roster')} · {sn('groups.people', roster.length)}
      </legend>
      <input class="input" type="search" placeholder={s('clinic.search')} aria-label={s('clinic.search')} value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
      <div class="roster">
        {shown.map((each) => (
          <label key={each.id} class="check">
            <input type="checkbox" checked={roster.includes(each.id)} onChange={() => toggle(each.id)} />
            {each.fullName}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
