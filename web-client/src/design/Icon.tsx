import type { LucideIcon } from 'lucide-preact';

export type IconSize = 's' | 'm' | 'l' | 'xl';

/** A decorative icon: the words beside it, or the button's label, say what it means. */
export function Icon({ of: Shape, size }: { of: LucideIcon; size?: IconSize }) {
  return <Shape class={size} aria-hidden="true" focusable="false" />;
}

/** The name mark: a level line inside a circle. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
      <circle cx="13" cy="13" r="11" />
      <path d="M4.5 14h17" />
    </svg>
  );
}
