import { Ellipsis, LifeBuoy, Link, Link2Off, Pencil, Plus, Upload, UserRoundCheck, UserRoundX } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { clockTime, shortDay } from '../../common/time';
import { Icon } from '../../design/Icon';
import type { LinkState, Participant, ParticipantsAnswer } from '../clinicApi';
import { useAct, useAsk, useResource, useSession } from '../context';
import { Confirm, Show } from '../parts';
import { Menu, type MenuItem } from '../Menu';
import { s } from '../words';
import { EmergencyDialog } from '../emergency/EmergencyDialog';
import { ImportDialog } from './ImportDialog';
import { LinkDialog } from './LinkDialog';
import { ParticipantDialog } from './ParticipantDialog';
import { SearchList } from './table';

const PATH = '/api/clinic/participants';

type Open =
  | { what: 'new' | 'import' }
  | { what: 'change' | 'link' | 'emergency' | 'revoke' | 'deactivate'; of: Participant };

export function Participants() {
  const answer = useResource<ParticipantsAnswer>(PATH);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const done = (): void => {
    close();
    answer.reload();
  };
  const tools = (
    <>
      <button type="button" class="btn" onClick={() => setOpen({ what: 'import' })}>
        <Icon of={Upload} size="m" />
        {s('participants.import')}
      </button>
      <button type="button" class="btn primary" onClick={() => setOpen({ what: 'new' })}>
        <Icon of={Plus} size="m" />
        {s('participants.add')}
      </button>
    </>
  );
  return (
    <>
      <Show of={answer}>
        {({ participants }) => (
          <SearchList
            items={participants}
            words={(each) => `${each.fullName} ${each.name} ${each.reference ?? ''} ${each.groups.map((group) => group.name).join(' ')}`}
            active={(each) => each.active}
            columns={[s('field.full_name'), s('field.shown_name'), s('clinic.groups'), s('field.language'), s('field.link')]}
            empty={s('participants.none')}
            tools={tools}
            row={(each) => <Row key={each.id} of={each} onOpen={setOpen} onDone={done} />}
          />
        )}
      </Show>
      {open?.what === 'new' && <ParticipantDialog onDone={done} onClose={close} />}
      {open?.what === 'change' && <ParticipantDialog of={open.of} onDone={done} onClose={close} />}
      {open?.what === 'import' && <ImportDialog onDone={answer.reload} onClose={close} />}
      {open?.what === 'link' && <LinkDialog of={open.of} onChange={answer.reload} onClose={close} />}
      {open?.what === 'emergency' && <EmergencyDialog of={open.of} onClose={done} />}
      {(open?.what === 'revoke' || open?.what === 'deactivate') && <Sure what={open.what} of={open.of} onDone={done} onClose={close} />}
    </>
  );
}

interface RowProps {
  of: Participant;
  onOpen: (open: Open) => void;
  onDone: () => void;
}

function Row({ of, onOpen, onDone }: RowProps) {
  const ask = useAsk();
  const act = useAct();
  const emergencies = useSession().reviews;
  const emergency = (): void => onOpen({ what: 'emergency', of });
  const activate = (): void => void act.run(async () => ask(`${PATH}/${of.id}/activate`, { method: 'POST' }).then(onDone));
  const items: MenuItem[] = [
    { of: Pencil, text: s('act.change'), act: () => onOpen({ what: 'change', of }) },
    ...(emergencies ? [{ of: LifeBuoy, text: s('emergency.title'), act: emergency }] : []),
    ...(of.link.state === 'active' ? [{ of: Link2Off, text: s('link.revoke'), danger: true, act: () => onOpen({ what: 'revoke', of }) }] : []),
    of.active
      ? { of: UserRoundX, text: s('act.deactivate'), danger: true, act: () => onOpen({ what: 'deactivate', of }) }
      : { of: UserRoundCheck, text: s('act.activate'), act: activate },
  ];
  return (
    <tr class={of.active ? '' : 'inactive'}>
      <th scope="row">
        {of.fullName}
        {of.reference !== undefined && <span class="tiny soft block">{of.reference}</span>}
      </th>
      <td>{of.name}</td>
      <td>{of.groups.map((group) => group.name).join(', ')}</td>
      <td>{s(`language.${of.language}`)}</td>
      <td>
        <LinkChip of={of.link} />
      </td>
      <td class="acts">
        {of.emergencyUntil !== undefined && (
          <button type="button" class="btn sm" onClick={emergency}>
            <Icon of={LifeBuoy} size="m" />
            {s('emergency.is_open', { time: clockTime(of.emergencyUntil) })}
          </button>
        )}
        {of.active && (
          <button type="button" class="btn sm" onClick={() => onOpen({ what: 'link', of })}>
            <Icon of={Link} size="m" />
            {s('field.link')}
          </button>
        )}
        <Menu of={Ellipsis} label={s('act.more', { name: of.fullName })} items={items} />
      </td>
    </tr>
  );
}

function LinkChip({ of }: { of: LinkState }) {
  const tone = { active: 'leaf', expired: 'amber', none: '' }[of.state];
  const until = of.state === 'active' && of.expiresAt !== undefined ? s('link.until', { day: shortDay(of.expiresAt) }) : undefined;
  return <span class={`chip ${tone}`}>{until ?? s(`link.${of.state}`)}</span>;
}

function Sure({ what, of, onDone, onClose }: { what: 'revoke' | 'deactivate'; of: Participant; onDone: () => void; onClose: () => void }) {
  const ask = useAsk();
  const act = useAct();
  const go = (): void =>
    void act.run(async () => {
      if (what === 'revoke') await ask<void>(`${PATH}/${of.id}/link`, { method: 'DELETE' });
      else await ask<Participant>(`${PATH}/${of.id}/deactivate`, { method: 'POST' });
      onDone();
    });
  return (
    <Confirm
      title={s(what === 'revoke' ? 'ask.revoke' : 'ask.deactivate', { name: of.fullName })}
      text={s(what === 'revoke' ? 'ask.revoke.text' : 'ask.deactivate.participant')}
      yes={s(what === 'revoke' ? 'link.revoke' : 'act.deactivate')}
      act={act}
      onYes={go}
      onClose={onClose}
    />
  );
}
