import { Check, Info } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { t } from '../../common/words';
import { Icon } from '../../design/Icon';
import states from '../../locales/states.json';
import { isAnswered, type Gate } from '../gate';

interface TextProps {
  gate: Gate;
  onEnter: () => void;
}

const ifEnter =
  (act: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key === 'Enter') act();
  };

export function Where({ gate, onEnter }: TextProps) {
  const { place = '', state = '' } = gate.answers.value;
  return (
    <div class="stack wide">
      <label class="field">
        <span>{t('gate.where.place')}</span>
        <input
          class="input"
          name="place"
          autocomplete="street-address"
          maxLength={200}
          value={place}
          onInput={(event) => gate.set({ place: event.currentTarget.value })}
          onKeyDown={ifEnter(onEnter)}
        />
        <small>{t('gate.where.hint')}</small>
      </label>
      <label class="field">
        <span>{t('gate.where.state')}</span>
        <select class="input" name="state" value={state} onChange={(event) => gate.set({ state: event.currentTarget.value })}>
          <option value="">{t('gate.where.choose')}</option>
          {Object.entries(states).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export function CallBack({ gate, onEnter }: TextProps) {
  const [left, setLeft] = useState(false);
  const { callBack = '' } = gate.answers.value;
  const short = left && callBack.trim() !== '' && !isAnswered('call_back', gate.answers.value);
  return (
    <label class="field">
      <span>{t('gate.call_back.number')}</span>
      <input
        class="input"
        name="callBack"
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        maxLength={40}
        value={callBack}
        aria-invalid={short}
        onInput={(event) => gate.set({ callBack: event.currentTarget.value })}
        onBlur={() => setLeft(true)}
        onKeyDown={ifEnter(() => {
          setLeft(true);
          onEnter();
        })}
      />
      <small>{t('gate.call_back.hint')}</small>
      <span class="wrong" role="status">
        {short && t('gate.call_back.short')}
      </span>
    </label>
  );
}

type YesNoQuestion = 'alone' | 'driving' | 'safe';

const UNEASY: Readonly<Record<YesNoQuestion, boolean>> = { alone: false, driving: true, safe: false };

/** Two big answers. An uneasy one is met with a kind word, not with a refusal. */
export function YesNo({ question, gate }: { question: YesNoQuestion; gate: Gate }) {
  const value = gate.answers.value[question];
  const choose = (answer: boolean): void => {
    gate.set({ [question]: answer });
    if (question === 'driving') void gate.send();
  };
  return (
    <div class="stack wide">
      <div class="choices" role="radiogroup" aria-label={t(`gate.${question}.title`)}>
        {[true, false].map((answer) => (
          <label key={String(answer)} class={value === answer ? 'choice chosen' : 'choice'}>
            <input
              type="radio"
              name={question}
              class="seen-by-ear"
              checked={value === answer}
              onChange={() => choose(answer)}
            />
            <span>{t(`gate.${question}.${answer ? 'yes' : 'no'}`)}</span>
            {value === answer && <Icon of={Check} />}
          </label>
        ))}
      </div>
      <div aria-live="polite">
        {value === UNEASY[question] && question !== 'driving' && (
          <p class="notice teal">
            <Icon of={Info} />
            <span>{t(`gate.${question}.kind`)}</span>
          </p>
        )}
      </div>
    </div>
  );
}

const RULES = ['stays', 'alone', 'no_recording', 'sober', 'respect', 'voluntary'] as const;

export function Rules({ gate }: { gate: Gate }) {
  return (
    <div class="stack wide">
      <ul class="rules">
        {RULES.map((rule) => (
          <li key={rule}>
            <Icon of={Check} size="m" />
            <span>{t(`gate.rules.${rule}`)}</span>
          </li>
        ))}
      </ul>
      <label class="choice check">
        <input
          type="checkbox"
          name="rulesAccepted"
          checked={gate.answers.value.rulesAccepted === true}
          onChange={(event) => gate.set({ rulesAccepted: event.currentTarget.checked })}
        />
        <span>{t('gate.rules.accept')}</span>
      </label>
    </div>
  );
}
