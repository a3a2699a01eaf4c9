import { Clock, MapPin, Phone, UserRound } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { clockTime, dayAndTime, stopwatch, useNow } from '../../common/time';
import { Icon } from '../../design/Icon';
import type { EmergencyContact, EmergencyFacts } from '../emergencyApi';
import { s, sn } from '../words';

const MINUTE = 60_000;

/** Where somebody is and whom to call, big enough to press in a hurry, with how long it is still shown. */
export function EmergencyCard({ of, onOver }: { of: EmergencyFacts; onOver: () => void }) {
  const { place, callBack, phone, contact } = of;
  const card = useRef<HTMLDivElement>(null);
  // A screen reader reads the facts, not the first button, when they come.
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  const nothing = !place && !callBack && phone === undefined && !contact;
  return (
    <div ref={card} tabIndex={-1} class="stack wide emergency-card">
      <Left millis={of.leftMillis} onOver={onOver} />
      {nothing && <p class="notice amber">{s('emergency.nothing')}</p>}
      {callBack && <Call label={s('emergency.call_back', { time: dayAndTime(callBack.at) })} number={callBack.number} />}
      {place && (
        <Fact label={s('emergency.place', { time: dayAndTime(place.at) })}>
          <p class="place-line">
            <Icon of={MapPin} />
            <b class="whole">{[place.text, place.state].filter(Boolean).join(', ')}</b>
          </p>
        </Fact>
      )}
      {phone !== undefined && phone !== callBack?.number && <Call label={s('emergency.phone')} number={phone} />}
      {contact && <Contact of={contact} />}
      {!nothing && <Missing of={of} />}
      <p class="soft small">{s(`emergency.language.${of.language}`)}</p>
      <Help of={of} />
    </div>
  );
}

/** Counts down quietly; nothing is read aloud until it is over. */
function Left({ millis, onOver }: { millis: number; onOver: () => void }) {
  const [until] = useState(() => Date.now() + millis);
  const left = until - useNow();
  const over = left <= 0;
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  const text = left < 2 * MINUTE ? s('emergency.left.short', { time: stopwatch(left) }) : sn('emergency.left', Math.ceil(left / MINUTE));
  return (
    <p class="soft small row">
      <Icon of={Clock} size="m" />
      <span>{s('emergency.until', { time: clockTime(until), left: text })}</span>
    </p>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="stack">
      <span class="soft small">{label}</span>
      {children}
    </div>
  );
}

const dialled = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

function Call({ label, number }: { label: string; number: string }) {
  return (
    <Fact label={label}>
      <a class="place-line" href={dialled(number)}>
        <Icon of={Phone} />
        <b>{number}</b>
      </a>
    </Fact>
  );
}

function Contact({ of }: { of: EmergencyContact }) {
  return (
    <Fact label={s('emergency.contact')}>
      <p class="row wrap">
        <Icon of={UserRound} size="m" />
        <b>{[of.name, of.relation].filter(Boolean).join(', ')}</b>
        <span class={of.mayBeCalled ? 'chip leaf' : 'chip amber'}>{s(of.mayBeCalled ? 'emergency.contact.agreed' : 'emergency.contact.not_agreed')}</span>
      </p>
      <a class="place-line" href={dialled(of.phone)}>
        <Icon of={Phone} />
        <b>{of.phone}</b>
      </a>
    </Fact>
  );
}

/** What is not known is said, so that nobody looks for it. */
function Missing({ of }: { of: EmergencyFacts }) {
  const missing = [
    of.callBack || of.phone !== undefined ? undefined : s('emergency.no.number'),
    of.place ? undefined : s('emergency.no.place'),
    of.contact ? undefined : s('emergency.no.contact'),
  ].filter((text) => text !== undefined);
  return missing.length === 0 ? null : <p class="soft">{missing.join(' ')}</p>;
}

function Help({ of: { clinicPhone, crisisLine } }: { of: EmergencyFacts }) {
  return (
    <div class="stack emergency-help">
      <p>{s('emergency.911')}</p>
      <p class="row wrap">
        {clinicPhone !== undefined && (
          <span>
            {s('emergency.clinic')} <a href={dialled(clinicPhone)}>{clinicPhone}</a>
          </span>
        )}
        {crisisLine !== undefined && (
          <span>
            {s('emergency.crisis')} <a href={dialled(crisisLine)}>{crisisLine}</a>
          </span>
        )}
      </p>
    </div>
  );
}
