import './tile.css';
import type { ComponentChildren } from 'preact';
import { WifiOff } from 'lucide-preact';
import { Icon } from './Icon';
import { Picture } from './Picture';

const TONES = 9;

/** A colour of one's own, the same on every screen and after every reload. */
export function toneOf(member: string): number {
  let sum = 0;
  for (const letter of member) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % TONES;
}

/** "Maya T." -> "MT", "Theo" -> "T". */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

export interface TileProps {
  member: string;
  name: string;
  caption?: string;
  class?: string;
  /** What the person's camera sends; a figure without. */
  camera?: MediaStreamTrack | undefined;
  mirrored?: boolean;
  /** A calm ring around whoever speaks. */
  talking?: boolean;
  children?: ComponentChildren;
}

/** A person as a moving picture or as a figure with initials; badges and states come as children. */
export function Tile({ member, name, caption, class: extra = '', camera, mirrored = false, talking = false, children }: TileProps) {
  return (
    <figure class={`tile tone-${toneOf(member)} ${talking ? 'talking' : ''} ${extra}`}>
      <svg class="figure" viewBox="0 0 160 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <g class="body">
          <circle cx="80" cy="45" r="18" />
          <path d="M44 104c2-24 17-34 36-34s34 10 36 34Z" />
        </g>
        <text x="80" y="45.5">
          {initials(name)}
        </text>
      </svg>
      {camera && <Picture track={camera} mirrored={mirrored} />}
      {children}
      <figcaption>{caption ?? name}</figcaption>
    </figure>
  );
}

/** A person's network is weak now. It asks for patience and for nothing else. */
export function WeakMark({ label }: { label: string }) {
  return (
    <span class="state weak" role="img" aria-label={label}>
      <Icon of={WifiOff} size="m" />
    </span>
  );
}
