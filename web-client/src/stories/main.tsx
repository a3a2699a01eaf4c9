/*
 * For the eyes of whoever builds screens: each story is one screen with a fixed state, opened as stories.html#name.
 * Development only; no production page refers to it.
 */
import '../design/base.css';
import '../participant/participant.css';
import { render, type ComponentChild } from 'preact';
import { speak } from '../common/words';
import { chosen, STORIES } from './stories';

const place = document.getElementById('app');
const [name = '', language] = location.hash.slice(1).split(':');
speak(language === 'es' ? 'es' : 'en');

async function show(): Promise<void> {
  const story = chosen(name);
  if (story) {
    const screen = await story();
    if (language === 'es') speak('es');
    return render(screen, place as Element);
  }
  const list: ComponentChild = (
    <ul>
      {Object.keys(STORIES).map((each) => (
        <li key={each}>
          <a href={`#${each}`}>{each}</a>
        </li>
      ))}
    </ul>
  );
  render(list, place as Element);
}

void show();
window.addEventListener('hashchange', () => location.reload());
