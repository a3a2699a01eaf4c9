import { fireEvent, screen } from '@testing-library/preact';

/** A screen is drawn anew after what was typed or chosen; people are never faster than that. */
export const drawn = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

export const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await drawn();
};

export async function type(field: HTMLElement, value: string): Promise<void> {
  fireEvent.input(field, { target: { value } });
  await drawn();
}

/** Chooses in a select. The library would rename the event under preact/compat, so it is a plain one. */
export async function choose(field: HTMLElement, value: string): Promise<void> {
  (field as HTMLSelectElement).value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await drawn();
}

export async function send(field: HTMLElement): Promise<void> {
  const form = field.closest('form');
  if (!form) throw new Error('the field is in no form');
  fireEvent.submit(form);
  await drawn();
}
