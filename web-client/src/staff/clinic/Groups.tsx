import { Ellipsis, Pencil, Plus, Power } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../design/Icon';
import type { Group, GroupsAnswer, ParticipantsAnswer, StaffAnswer, WeeklySlot } from '../clinicApi';
import { useAct, useAsk, useResource } from '../context';
import { Confirm, Show } from '../parts';
import { Menu, type MenuItem } from '../Menu';
import { s, sn } from '../words';
import { GroupDialog } from './GroupDialog';
import { dayName, localTime } from './slots';
import { SearchList } from './table';

const PATH = '/api/clinic/groups';

type Open = { what: 'new' } | { what: 'change' | 'close' | 'activate'; of: Group };

export function Groups() {
  const answer = useResource<GroupsAnswer>(PATH);
  const staff = useResource<StaffAnswer>('/api/clinic/staff');
  const people = useResource<ParticipantsAnswer>('/api/clinic/participants');
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const done = (): void => {
    close();
    answer.reload();
  };
  const choices = {
    staff: staff.now.state === 'there' ? staff.now.value.staff.filter((each) => each.active) : [],
    participants: people.now.state === 'there' ? people.now.value.participants.filter((each) => each.active) : [],
  };
  const add = (
    <button type="button" class="btn primary" onClick={() => setOpen({ what: 'new' })}>
      <Icon of={Plus} size="m" />
      {s('groups.add')}
    </button>
  );
  return (
    <>
      <Show of={answer}>
        {({ groups }) => (
          <SearchList
            items={groups}
            words={(each) => each.name}
            active={(each) => each.active}
            columns={[s('field.name'), s('field.kind'), s('field.slots'), s('field.leaders'), s('field.roster')]}
            empty={s('groups.none')}
            tools={add}
            row={(each) => <Row key={each.id} of={each} nameOf={(id) => choices.staff.find((one) => one.id === id)?.name} onOpen={setOpen} />}
          />
        )}
      </Show>
      {open?.what === 'new' && <GroupDialog {...choices} onDone={done} onClose={close} />}
      {open?.what === 'change' && <GroupDialog {...choices} of={open.of} onDone={done} onClose={close} />}
      {(open?.what === 'close' || open?.what === 'activate') && <Sure what={open.what} of={open.of} onDone={done} onClose={close} />}
    </>
  );
}

/** "Mon, Wed 6:00 PM · 90 min": days of the same time and length stand together. */
function slotsText(slots: readonly WeeklySlot[]): string {
  const days = new Map<string, string[]>();
  for (const { day, start, minutes } of slots) {
    const when = s('slot.when', { time: localTime(start), minutes });
    days.set(when, [...(days.get(when) ?? []), dayName(day, 'short')]);
  }
  return [...days].map(([when, names]) => s('slot', { days: names.join(', '), when })).join('; ');
}

interface RowProps {
  of: Group;
  nameOf: (staff: string) => string | undefined;
  onOpen: (open: Open) => void;
}

function Row({ of, nameOf, onOpen }: RowProps) {
  const items: MenuItem[] = of.active
    ? [{ of: Power, text: s('groups.close'), danger: true, act: () => onOpen({ what: 'close', of }) }]
    : [{ of: Power, text: s('act.activate'), act: () => onOpen({ what: 'activate', of }) }];
  return (
    <tr class={of.active ? '' : 'inactive'}>
      <th scope="row">{of.name}</th>
      <td>{s(`kind.${of.kind}`)}</td>
      <td class="free">{slotsText(of.slots) || s('groups.no_slots')}</td>
      <td>{of.leaders.map((leader) => nameOf(leader.staff)).filter(Boolean).join(', ')}</td>
      <td>{sn('groups.people', of.roster.length)}</td>
      <td class="acts">
        <button type="button" class="btn sm" onClick={() => onOpen({ what: 'change', of })}>
          <Icon of={Pencil} size="m" />
          {s('act.change')}
        </button>
        <Menu of={Ellipsis} label={s('act.more', { name: of.name })} items={items} />
      </td>
    </tr>
  );
}

function Sure({ what, of, onDone, onClose }: { what: 'close' | 'activate'; of: Group; onDone: () => void; onClose: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const go = (): void =>
    void act.run(async () => {
      await ask<Group>(`${PATH}/${of.id}/${what === 'close' ? 'deactivate' : 'activate'}`, { method: 'POST' });
      onDone();
    });
  return (
    <Confirm
      title={s(`ask.${what}_group`, { name: of.name })}
      text={s(`ask.${what}_group.text`)}
      yes={s(what === 'close' ? 'groups.close' : 'act.activate')}
      danger={what === 'close'}
      act={act}
      onYes={go}
      onClose={onClose}
    />
  );
}
