import '../clinic/clinic.css';
import './system.css';
import { CheckCircle, CircleAlert, CircleDashed, OctagonAlert } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import { clockTime, dayAndTime, useNow } from '../../common/time';
import { Icon } from '../../design/Icon';
import { useResource, type Resource } from '../context';
import { Show } from '../parts';
import type { PartState, SystemAnswer, SystemEvent, SystemPart } from '../systemApi';
import { s, sn } from '../words';
import { LogBox } from './LogBox';

const LOOK_AGAIN_MILLIS = 30_000;
/** Two looks that were not answered: what is shown is not the state of now. */
const STALE_MILLIS = 75_000;

/** How the server stands, for the people who run it: parts, numbers, log. No person, group or room is on it. */
export function SystemPage() {
  const answer = useResource<SystemAnswer>('/api/system', LOOK_AGAIN_MILLIS);
  return (
    <div class="page system">
      <h1>{s('system.title')}</h1>
      <p class="soft small">{s('system.nobody')}</p>
      <Show of={answer}>{(value) => <Standing of={value} from={answer} />}</Show>
    </div>
  );
}

function Standing({ of, from }: { of: SystemAnswer; from: Resource<SystemAnswer> }) {
  const attention = of.parts.filter((part) => part.state === 'broken' || part.state === 'warning');
  return (
    <>
      <Stale value={of} />
      <Summary of={of} />
      <dl class="numbers">
        {(['rooms', 'people', 'waiting', 'connections'] as const).map((each) => (
          <div key={each} class="card">
            <dt class="soft small">{s(`system.number.${each}`)}</dt>
            <dd>{of.numbers[each]}</dd>
          </div>
        ))}
      </dl>
      {attention.length > 0 && (
        <section aria-labelledby="system-attention">
          <h2 id="system-attention">{s('system.attention')}</h2>
          <ul class="stack">
            {[...attention].sort(worstFirst).map((part) => (
              <Attention key={part.code} of={part} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="system-parts">
        <h2 id="system-parts">{s('system.parts')}</h2>
        <Parts of={of.parts} />
      </section>
      <section aria-labelledby="system-events">
        <h2 id="system-events">{s('system.events')}</h2>
        <Events of={of.events} />
      </section>
      <LogBox of={of.log} onChanged={from.set} />
    </>
  );
}

/** When the server stopped answering this says so: what is shown stays, and is old. */
function Stale({ value }: { value: SystemAnswer }) {
  // Each answer is an object of its own.
  // oxlint-disable-next-line exhaustive-deps
  const came = useMemo(() => Date.now(), [value]);
  const now = useNow(15_000);
  if (now - came < STALE_MILLIS) return null;
  return (
    <p class="notice red" role="alert">
      <Icon of={OctagonAlert} />
      <span>{s('system.stale', { time: clockTime(came) })}</span>
    </p>
  );
}

const count = (parts: readonly SystemPart[], state: PartState): number => parts.filter((part) => part.state === state).length;
const worstFirst = (one: SystemPart, other: SystemPart): number => Number(other.state === 'broken') - Number(one.state === 'broken');

function Summary({ of }: { of: SystemAnswer }) {
  const broken = count(of.parts, 'broken');
  const warnings = count(of.parts, 'warning');
  const kind = broken > 0 ? 'red' : warnings > 0 ? 'amber' : 'leaf';
  return (
    <div class={`notice ${kind}`}>
      <Icon of={broken > 0 ? OctagonAlert : warnings > 0 ? CircleAlert : CheckCircle} />
      <div>
        <b>{broken > 0 ? sn('system.broken', broken) : warnings > 0 ? sn('system.warnings', warnings) : s('system.fine')}</b>
        <p>{s('system.running', { version: of.version, since: dayAndTime(of.started) })}</p>
        <p>{of.looked === undefined ? s('system.looking') : s('system.looked', { time: clockTime(of.looked) })}</p>
      </div>
    </div>
  );
}

const CHIPS = {
  fine: { kind: 'leaf', icon: CheckCircle },
  accepted: { kind: '', icon: CheckCircle },
  warning: { kind: 'amber', icon: CircleAlert },
  broken: { kind: 'red', icon: OctagonAlert },
  unseen: { kind: '', icon: CircleDashed },
} as const;

function State({ of }: { of: PartState }) {
  const { kind, icon } = CHIPS[of];
  return (
    <span class={`chip ${kind}`}>
      <Icon of={icon} size="s" />
      {s(`system.state.${of}`)}
    </span>
  );
}

function Attention({ of }: { of: SystemPart }) {
  return (
    <li class="card stack">
      <div class="row wrap">
        <State of={of.state} />
        <b>{of.found}</b>
      </div>
      <p class="small soft">{of.why}</p>
      {of.step !== undefined && (
        <p class="small">
          <b>{s('system.do')}</b> {of.step}
        </p>
      )}
    </li>
  );
}

function Parts({ of }: { of: readonly SystemPart[] }) {
  if (of.length === 0) return <p class="soft">{s('system.looking')}</p>;
  return (
    <div class="table-box">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{s('system.column.part')}</th>
            <th scope="col">{s('system.column.state')}</th>
            <th scope="col">{s('system.column.found')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((part) => (
            <tr key={part.code}>
              <th scope="row" class="free">
                {part.looks}
              </th>
              <td class="state">
                <State of={part.state} />
              </td>
              <td class="free">{part.state === 'unseen' ? `${part.found} ${part.step ?? ''}` : part.found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Events({ of }: { of: readonly SystemEvent[] }) {
  if (of.length === 0) return <p class="soft">{s('system.events.none')}</p>;
  return (
    <div class="table-box">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{s('system.column.event')}</th>
            <th scope="col">{s('system.column.kind')}</th>
            <th scope="col">{s('system.column.count')}</th>
            <th scope="col">{s('system.column.last')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((event) => (
            <tr key={`${event.name} ${event.error}`}>
              <th scope="row" class="event">
                {event.name}
              </th>
              <td class="state">
                <span class={`chip ${event.error ? 'red' : 'amber'}`}>{s(event.error ? 'system.event.error' : 'system.event.warning')}</span>
              </td>
              <td>{sn('system.event.times', event.count)}</td>
              <td class="soft">{dayAndTime(event.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
