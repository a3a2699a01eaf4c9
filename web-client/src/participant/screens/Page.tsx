import { Languages } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { language, t } from '../../common/words';
import { Icon, Mark } from '../../design/Icon';
import { useJourney } from '../context';

function LanguageSwitch() {
  const journey = useJourney();
  const other = language.value === 'en' ? 'es' : 'en';
  return (
    <button type="button" class="btn quiet sm" lang={other} onClick={() => journey.chooseLanguage(other)}>
      <Icon of={Languages} size="m" />
      {t(`language.${other}`)}
    </button>
  );
}

export interface PageProps {
  /** Changes with what the screen is about, so that the focus goes to its heading. */
  about: string;
  title: string;
  lead?: string;
  children?: ComponentChildren;
  /** Stays at the lower edge, under the thumb. */
  foot?: ComponentChildren;
}

/** A participant's screen outside the room: one heading, one thought, one thumb. */
export function Page({ about, title, lead, children, foot }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const clinic = useJourney().contact.value?.name;
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    globalThis.scrollTo?.(0, 0);
  }, [about]);
  return (
    <div class="screen">
      <header class="top">
        <span class="row grow">
          <Mark />
          <span class="cut strong">{clinic ?? t('page.title')}</span>
        </span>
        <LanguageSwitch />
      </header>
      <main class="body">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p class="lead">{lead}</p>}
        {children}
      </main>
      {foot !== undefined && <footer class="foot">{foot}</footer>}
    </div>
  );
}
