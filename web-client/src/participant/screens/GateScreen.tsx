import { ArrowLeft } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { errorText, t } from '../../common/words';
import { HttpProblem } from '../../common/http';
import { Icon } from '../../design/Icon';
import { vars } from '../../design/vars';
import { useJourney } from '../context';
import { isAnswered, QUESTIONS, type Gate, type Question } from '../gate';
import { Driving } from './Driving';
import { Page } from './Page';
import { CallBack, Rules, Where, YesNo } from './questions';

/** The phone's own back key steps back through the questions: each step is one entry of the page's history. */
function useHistorySteps(gate: Gate): void {
  const step = gate.step.value;
  useEffect(() => {
    if ((history.state as { step?: number } | null)?.step !== step) history.pushState({ step }, '');
  }, [step]);
  useEffect(() => {
    const back = (event: PopStateEvent): void => {
      const to = (event.state as { step?: number } | null)?.step;
      if (to !== undefined) gate.goTo(to);
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, [gate]);
}

/** Before we start: one question a screen, big targets, back always works. */
export function GateScreen() {
  const gate = useJourney().gate;
  return gate ? <Questions gate={gate} /> : null;
}

function Questions({ gate }: { gate: Gate }) {
  useHistorySteps(gate);
  const journey = useJourney();
  const [problem, setProblem] = useState<string>();
  const step = gate.step.value;
  const question = QUESTIONS[step] ?? 'rules';
  const last = step === QUESTIONS.length - 1;
  const answered = isAnswered(question, gate.answers.value);

  const goOn = async (): Promise<void> => {
    if (!last) {
      void gate.send();
      return gate.goTo(step + 1);
    }
    try {
      await gate.send();
      journey.enter();
    } catch (error) {
      setProblem(error instanceof HttpProblem ? error.code : 'internal');
    }
  };
  const back = (): void => (step === 0 ? journey.toReady() : gate.goTo(step - 1));

  if (question === 'driving' && gate.answers.value.driving === true) return <Driving gate={gate} />;
  return (
    <Page
      about={question}
      title={t(`gate.${question}.title`)}
      lead={t(`gate.${question}.lead`)}
      foot={
        <>
          {problem !== undefined && (
            <p class="notice amber" role="alert">
              {errorText(problem)}
            </p>
          )}
          <div class="row pair">
            <button type="button" class="btn big" onClick={back}>
              <Icon of={ArrowLeft} />
              {t('gate.back')}
            </button>
            <button type="button" class="btn primary big grow" disabled={!answered} onClick={() => void goOn()}>
              {last ? t('gate.finish') : t('gate.next')}
            </button>
          </div>
        </>
      }
    >
      <Progress step={step} />
      <Answer question={question} gate={gate} onEnter={() => answered && void goOn()} />
    </Page>
  );
}

function Progress({ step }: { step: number }) {
  const text = t('gate.progress', { step: step + 1, of: QUESTIONS.length });
  return (
    <p class="progress">
      <span class="tiny soft">{text}</span>
      <i ref={vars({ '--done': (step + 1) / QUESTIONS.length })} aria-hidden="true" />
    </p>
  );
}

function Answer({ question, gate, onEnter }: { question: Question; gate: Gate; onEnter: () => void }) {
  switch (question) {
    case 'where':
      return <Where gate={gate} onEnter={onEnter} />;
    case 'call_back':
      return <CallBack gate={gate} onEnter={onEnter} />;
    case 'alone':
    case 'driving':
    case 'safe':
      return <YesNo question={question} gate={gate} />;
    case 'rules':
      return <Rules gate={gate} />;
  }
}
