import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { vars } from './vars';

/** The broadest shape of a face that still leaves a head whole; what is higher than broad is of no more use. */
const BROADEST = 2;
/** Between two faces, pixels; the same in tile.css. */
const BETWEEN = 8;

export interface Space {
  readonly width: number;
  readonly height: number;
  /** A face is never narrower or lower than this, as far as there is any room; then one scrolls. */
  readonly leastWidth: number;
  readonly leastHeight: number;
}

export interface Shape {
  readonly columns: number;
  readonly rows: number;
  /** What stays free at either side, so that no face is too broad. */
  readonly margin: number;
}

/** How so many faces are largest, with few places left over and little to scroll. */
export function shapeFor(count: number, space: Space): Shape {
  const most = Math.max(1, Math.min(count, Math.floor(space.width / space.leastWidth)));
  let best = shape(count, 1, space);
  for (let columns = 2; columns <= most; columns++) {
    const next = shape(count, columns, space);
    // Of two that are equally good the one with fewer rows: less to scroll.
    if (next.worth >= best.worth) best = next;
  }
  return { columns: best.columns, rows: best.rows, margin: best.margin };
}

function shape(count: number, columns: number, { width, height, leastHeight }: Space): Shape & { readonly worth: number } {
  const rows = Math.ceil(count / columns);
  const high = Math.max(leastHeight, (height - BETWEEN * (rows - 1)) / rows);
  const broad = Math.min((width - BETWEEN * (columns - 1)) / columns, high * BROADEST);
  const margin = Math.max(0, Math.floor((width - columns * broad - BETWEEN * (columns - 1)) / 2));
  const inSight = Math.min(1, height / (rows * high + BETWEEN * (rows - 1)));
  const filled = count / (columns * rows);
  return { columns, rows, margin, worth: broad * Math.min(high, broad) * filled * inSight };
}

/**
 * Keeps a `.face-grid` in the shape in which its faces are largest, also when the window changes. A last row that is
 * not full stands in the middle.
 */
export function useFaceGrid<T extends HTMLElement>(count: number, leastWidth: number, leastHeight: number): RefObject<T> {
  const box = useRef<T>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const fit = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      const { columns, rows, margin } = shapeFor(count, { width, height, leastWidth, leastHeight });
      vars({ '--columns': columns, '--rows': rows, '--margin': `${margin}px`, '--least': `${leastHeight}px` })(element);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [count, leastWidth, leastHeight]);
  return box;
}
