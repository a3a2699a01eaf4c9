import type { LucideIcon } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../design/Icon';
import { vars } from '../design/vars';

export interface MenuItem {
  readonly of: LucideIcon;
  readonly text: string;
  readonly danger?: boolean;
  readonly act: () => void;
}

export interface MenuProps {
  of: LucideIcon;
  /** Says what the menu is; spoken, unless `text` shows it. */
  label: string;
  /** Words beside the icon. */
  text?: string;
  items: readonly MenuItem[];
  class?: string;
}

const ITEM_HEIGHT = 44;
const WIDTH = 250;
const EDGE = 8;

/** A button with a menu over everything else: arrow keys, Escape, a press beside it closes. */
export function Menu({ of, label, text, items, class: extra = 'icon-btn' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  if (items.length === 0) return null;
  return (
    <>
      <button ref={button} type="button" class={extra} aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={of} />
        {text !== undefined && <span class="words">{text}</span>}
      </button>
      {open && <List label={label} items={items} beside={button.current} onClose={close} />}
    </>
  );
}

interface ListProps {
  label: string;
  items: readonly MenuItem[];
  beside: HTMLElement | null;
  onClose: () => void;
}

function List({ label, items, beside, onClose }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    place(box, beside, items.length);
    box.showPopover?.();
    box.querySelector('button')?.focus();
  }, [beside, items.length]);
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    if (step === 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={list}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="auto"
      onKeyDown={move}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
    >
      {items.map((item) => (
        <button
          key={item.text}
          type="button"
          role="menuitem"
          class={item.danger === true ? 'danger' : ''}
          onClick={() => {
            onClose();
            item.act();
          }}
        >
          <Icon of={item.of} size="m" />
          {item.text}
        </button>
      ))}
    </div>
  );
}

/** Below the button, or above it where the window ends; never over the edge. */
function place(box: HTMLElement, beside: HTMLElement | null, count: number): void {
  if (!beside) return;
  const at = beside.getBoundingClientRect();
  const height = count * ITEM_HEIGHT + 2 * EDGE;
  const below = at.bottom + height + EDGE < innerHeight;
  const top = below ? at.bottom + 4 : Math.max(EDGE, at.top - height - 4);
  const left = Math.max(EDGE, Math.min(at.right - WIDTH, innerWidth - WIDTH - EDGE));
  vars({ '--menu-top': `${top}px`, '--menu-left': `${left}px` })(box);
}
