/**
 * Sets CSS custom properties on an element, for use as its `ref`. The strict Content-Security-Policy refuses style
 * attributes but not the style object; numbers that only data knows (a bar's place, a level) go this way.
 */
export const vars =
  (values: Readonly<Record<`--${string}`, string | number>>) =>
  (element: HTMLElement | SVGElement | null): void => {
    if (!element) return;
    for (const [name, value] of Object.entries(values)) element.style.setProperty(name, String(value));
  };
