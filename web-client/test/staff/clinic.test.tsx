// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import type { Me, StaffRole } from '../../src/staff/api';
import { ClinicPage, partsFor } from '../../src/staff/clinic/ClinicPage';
import { ImportDialog } from '../../src/staff/clinic/ImportDialog';
import { shownName } from '../../src/staff/clinic/ParticipantDialog';
import { folded } from '../../src/staff/clinic/table';
import type { ContactAnswer, Participant } from '../../src/staff/clinicApi';
import { SessionContext } from '../../src/staff/context';
import { addressOf, routeOf } from '../../src/staff/router';
import { StaffSession } from '../../src/staff/session';
import { StaffApp } from '../../src/staff/App';
import { drawn, press, send, type } from '../hands';
import { FakeServer } from '../participant/fakes';

const me = (...roles: StaffRole[]): Me => ({ person: 'p', name: 'Ruth', fullName: 'Ruth Full', roles, csrf: 'csrf-1', notices: [], idleMillis: 900_000, idleLeftMillis: 900_000 });

async function signedIn(server: FakeServer, ...roles: StaffRole[]): Promise<StaffSession> {
  server.on('GET /api/staff/me', me(...roles));
  const staff = new StaffSession(server.http);
  await staff.open(undefined);
  return staff;
}

const participant = (id: string, fullName: string, part: Partial<Participant> = {}): Participant => ({
  id,
  fullName,
  name: shownName(fullName),
  language: 'en',
  active: true,
  groups: [],
  link: { state: 'none' },
  version: 3,
  ...part,
});

afterEach(() => cleanup());
const dialog = (): HTMLElement => screen.getByRole('dialog', { hidden: true });

describe('who sees what', () => {
  it.each([
    ['it_admin', ['staff']],
    ['scheduler', ['participants', 'groups', 'sessions']],
    ['counselor', ['participants', 'groups', 'sessions']],
    ['supervisor', ['participants', 'groups', 'sessions', 'staff']],
    ['peer_mentor', []],
    ['moderator', []],
  ] as const)('%s', async (role, parts) => {
    expect(partsFor(await signedIn(new FakeServer(), role))).toEqual(parts);
  });

  it('an IT administrator who follows an address to the participants is shown staff, and no request for them leaves', async () => {
    const server = new FakeServer().on('GET /api/clinic/staff', { staff: [] });
    const staff = await signedIn(server, 'it_admin');
    render(
      <SessionContext.Provider value={staff}>
        <ClinicPage part="participants" />
      </SessionContext.Provider>,
    );
    await drawn();
    expect(server.calls.map((call) => call.path)).not.toContain('/api/clinic/participants');
  });
});

describe('participants', () => {
  async function open(): Promise<FakeServer> {
    const server = new FakeServer().on('GET /api/clinic/participants', {
      participants: [participant('1', 'Inés Muestra'), participant('2', 'Walt Demo', { link: { state: 'active' } }), participant('3', 'Old Sample', { active: false })],
    });
    const staff = await signedIn(server, 'scheduler');
    render(
      <SessionContext.Provider value={staff}>
        <ClinicPage part="participants" />
      </SessionContext.Provider>,
    );
    await drawn();
    return server;
  }

  it('are found without accents and case; those who left are hidden until asked for', async () => {
    await open();
    expect(screen.queryByText('Old Sample')).toBeNull();
    await type(screen.getByRole('searchbox'), 'INES');
    expect(screen.getByText('Inés Muestra')).toBeTruthy();
    expect(screen.queryByText('Walt Demo')).toBeNull();
    await type(screen.getByRole('searchbox'), '');
    fireEvent.click(screen.getByLabelText('Show inactive (1)'));
    await drawn();
    expect(screen.getByText('Old Sample')).toBeTruthy();
  });

  it('are added with the usual name among the others, which can be another', async () => {
    const server = await open();
    server.on('POST /api/clinic/participants', participant('9', 'New Person'));
    await press('Add participant');
    await type(within(dialog()).getByLabelText('Full name'), 'New Person');
    expect((within(dialog()).getByLabelText(/Name in the group/) as HTMLInputElement).value).toBe('New P.');
    await type(within(dialog()).getByLabelText(/Name in the group/), 'Heron');
    await send(within(dialog()).getByLabelText('Full name'));
    expect(server.sent('POST /api/clinic/participants')[0]?.json).toEqual({ fullName: 'New Person', name: 'Heron', language: 'en', emergencyContact: {} });
  });

  it('a field that the server refuses is named, with its sentence', async () => {
    const server = await open();
    server.on('POST /api/clinic/participants', new HttpProblem(422, 'bad_field', 'reference', 'This is taken already.'));
    await press('Add participant');
    await type(within(dialog()).getByLabelText('Full name'), 'New Person');
    await send(within(dialog()).getByLabelText('Full name'));
    expect(within(dialog()).getByRole('alert', { hidden: true }).textContent).toBe('Your number for the person: This is taken already.');
  });

  const sister = { name: 'Lou Demo', phone: '555 0142', relation: 'sister', mayBeCalled: false };
  const contact = (label: string): HTMLInputElement => within(dialog()).getByLabelText(label);

  async function change(contactThere: ContactAnswer | HttpProblem): Promise<FakeServer> {
    const server = new FakeServer().on('GET /api/clinic/participants', { participants: [participant('2', 'Walt Demo')] });
    server.on('GET /api/clinic/participants/2/emergency-contact', contactThere);
    server.on('PUT /api/clinic/participants/2', participant('2', 'Walt Demo'));
    const staff = await signedIn(server, 'scheduler');
    render(
      <SessionContext.Provider value={staff}>
        <ClinicPage part="participants" />
      </SessionContext.Provider>,
    );
    await drawn();
    fireEvent.click(screen.getByRole('button', { name: 'More for Walt Demo' }));
    await drawn();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Change', hidden: true }));
    await (contactThere instanceof HttpProblem ? within(dialog()).findByText('Try again') : within(dialog()).findByLabelText('Their name'));
    return server;
  }

  const sent = (server: FakeServer): unknown => (server.sent('PUT /api/clinic/participants/2')[0]?.json as { emergencyContact?: unknown } | undefined)?.emergencyContact;

  it('an emergency contact is typed whole, and consent is answered by hand', async () => {
    const server = await change({});
    expect(contact('Yes').checked || contact('No').checked).toBe(false);
    expect(contact('Their phone').required).toBe(false);
    await type(contact('Their name'), ' Lou Demo ');
    expect([contact('Their phone').required, contact('Yes').required, contact('Relation (if known)').required]).toEqual([true, true, false]);
    await type(contact('Their phone'), '555 0142');
    await type(contact('Relation (if known)'), 'sister');
    fireEvent.click(contact('No'));
    await drawn();
    await send(contact('Full name'));
    expect(sent(server)).toEqual(sister);
  });

  it('an emergency contact that is there is shown, goes back as it was, and can be cleared', async () => {
    const server = await change({ contact: sister });
    expect([contact('Their name').value, contact('Their phone').value, contact('Relation (if known)').value]).toEqual(['Lou Demo', '555 0142', 'sister']);
    expect([contact('Yes').checked, contact('No').checked]).toEqual([false, true]);
    await send(contact('Full name'));
    expect(sent(server)).toEqual(sister);
    cleanup();
    const again = await change({ contact: sister });
    fireEvent.click(within(dialog()).getByText('Clear emergency contact'));
    await drawn();
    expect([contact('Their name').value, contact('No').checked, contact('Their phone').required]).toEqual(['', false, false]);
    expect(document.activeElement).toBe(contact('Their name'));
    expect(within(dialog()).queryByText('Clear emergency contact')).toBeNull();
    await send(contact('Full name'));
    expect(sent(again)).toEqual({});
  });

  it('an emergency contact that could not be read is left as it is', async () => {
    const server = await change(new HttpProblem(503, 'unavailable'));
    expect(within(dialog()).queryByLabelText('Their name')).toBeNull();
    await type(contact('Your number for the person'), 'B-7');
    await send(contact('Full name'));
    expect(server.sent('PUT /api/clinic/participants/2')[0]?.json).toEqual({ fullName: 'Walt Demo', name: participant('2', 'Walt Demo').name, language: 'en', reference: 'B-7', version: participant('2', 'Walt Demo').version });
  });

  it.each([
    ['emergencyName', 'Emergency contact, name'],
    ['emergencyPhone', 'Emergency contact, phone'],
    ['emergencyRelation', 'Emergency contact, relation'],
    ['emergencyConsent', 'Emergency contact, consent'],
    ['emergencyContact', 'Emergency contact'],
  ])('a refused %s is named', async (field, words) => {
    const server = await change({ contact: sister });
    server.on('PUT /api/clinic/participants/2', new HttpProblem(422, 'bad_field', field, 'This must be filled in.'));
    await send(contact('Full name'));
    expect(within(dialog()).getByRole('alert', { hidden: true }).textContent).toBe(`${words}: This must be filled in.`);
  });

  it('a link is made on the press, shown once and said to replace the old one', async () => {
    const server = await open();
    server.on('POST /api/clinic/participants/2/link', { address: 'https://example.invalid/#secret', issuedAt: 1 });
    const row = screen.getByText('Walt Demo').closest('tr')!;
    fireEvent.click(within(row).getByText('Personal link'));
    await drawn();
    expect(dialog().textContent).toContain('A new one makes the old one stop working at once.');
    expect(server.sent('POST /api/clinic/participants/2/link')).toEqual([]);
    fireEvent.click(within(dialog()).getByText('Make a new link'));
    await drawn();
    expect((within(dialog()).getByLabelText('Personal link') as HTMLInputElement).value).toBe('https://example.invalid/#secret');
  });

  it('a link is revoked only after asking by name', async () => {
    const server = await open();
    server.on('DELETE /api/clinic/participants/2/link', undefined);
    fireEvent.click(screen.getByRole('button', { name: 'More for Walt Demo' }));
    await drawn();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Revoke the link', hidden: true }));
    await drawn();
    expect(dialog().textContent).toContain('Revoke the link of Walt Demo?');
    fireEvent.click(within(dialog()).getByText('Revoke the link'));
    await drawn();
    expect(server.sent('DELETE /api/clinic/participants/2/link')).toHaveLength(1);
  });
});

describe('the import', () => {
  async function choose(answer: object): Promise<FakeServer> {
    const server = new FakeServer().on('POST /api/clinic/participants/import?check=true', answer);
    const staff = await signedIn(server, 'scheduler');
    render(
      <SessionContext.Provider value={staff}>
        <ImportDialog onDone={() => undefined} onClose={() => undefined} />
      </SessionContext.Provider>,
    );
    const field = dialog().querySelector('input[type=file]') as HTMLInputElement;
    Object.defineProperty(field, 'files', { value: [{ text: () => Promise.resolve('full_name\nSample') }] });
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await drawn();
    await drawn();
    return server;
  }

  it('checks first, and lists problems by line without writing', async () => {
    const server = await choose({ rows: 2, imported: 0, problems: [{ line: 3, column: 'language', code: 'bad_value', text: 'Not a language.' }] });
    const words = dialog().textContent ?? '';
    expect(words).toContain('1 problem. Nothing was written.');
    expect(words).toContain('Not a language.');
    expect((within(dialog()).getByRole('button', { name: /Import 2/, hidden: true }) as HTMLButtonElement).disabled).toBe(true);
    expect(server.calls.map((call) => call.path)).not.toContain('/api/clinic/participants/import?check=false');
  });

  it('writes what was checked, and says how many', async () => {
    const server = await choose({ rows: 2, imported: 0, problems: [] });
    server.on('POST /api/clinic/participants/import?check=false', { rows: 2, imported: 2, problems: [] });
    fireEvent.click(within(dialog()).getByRole('button', { name: 'Import 2 participants', hidden: true }));
    await drawn();
    expect(dialog().textContent).toContain('2 participants were added.');
    expect(server.sent('POST /api/clinic/participants/import?check=false')[0]).toMatchObject({ csv: 'full_name\nSample' });
  });
});

describe('signing in', () => {
  it('asks for name and password, and says when they are not right', async () => {
    const server = new FakeServer().on('GET /api/staff/me', new HttpProblem(401, 'signed_out')).on('POST /api/staff/sign-in', new HttpProblem(401, 'bad_credentials'));
    const staff = new StaffSession(server.http);
    await staff.open(undefined);
    render(<StaffApp session={staff} />);
    await type(screen.getByLabelText('Name'), ' ruth ');
    await type(screen.getByLabelText('Password'), 'wrong password');
    await send(screen.getByLabelText('Name'));
    expect(server.sent('POST /api/staff/sign-in')[0]?.json).toEqual({ name: 'ruth', password: 'wrong password' });
    expect(screen.getByRole('alert').textContent).toBe('Name or password is not right.');
  });

  it('says how long to wait after too many tries', async () => {
    const tooFast = new HttpProblem(429, 'too_fast', undefined, undefined, 1_141);
    const server = new FakeServer().on('GET /api/staff/me', new HttpProblem(401, 'signed_out')).on('POST /api/staff/sign-in', tooFast);
    const staff = new StaffSession(server.http);
    await staff.open(undefined);
    render(<StaffApp session={staff} />);
    await type(screen.getByLabelText('Name'), 'ruth');
    await type(screen.getByLabelText('Password'), 'wrong password');
    await send(screen.getByLabelText('Name'));
    expect(screen.getByRole('alert').textContent).toBe('Too many attempts. Try again in 20 minutes.');
  });

  it('an entry link works once and says so when it does not', async () => {
    const server = new FakeServer().on('POST /api/staff/enter', new HttpProblem(404, 'link_unknown'));
    const staff = new StaffSession(server.http);
    await staff.open('entry-token-entry-token');
    expect(staff.state.value).toEqual({ at: 'out', reason: 'link' });
    server.on('POST /api/staff/enter', me('counselor'));
    await staff.open('entry-token-entry-token');
    expect(staff.state.value.at).toBe('in');
  });

  it('a sign-in that ran out leads back to the form, from any request', async () => {
    const server = new FakeServer();
    const staff = await signedIn(server, 'counselor');
    server.on('GET /api/staff/today', new HttpProblem(401, 'signed_out'));
    await expect(staff.ask('/api/staff/today')).rejects.toMatchObject({ code: 'signed_out' });
    expect(staff.state.value).toEqual({ at: 'out', reason: 'expired' });
  });

  it('every request carries the CSRF token', async () => {
    const server = new FakeServer().on('POST /x', undefined);
    const staff = await signedIn(server, 'counselor');
    await staff.ask('/x', { method: 'POST' });
    expect(server.sent('POST /x')[0]?.headers).toEqual({ 'x-evenkeel-csrf': 'csrf-1' });
  });
});

describe('small parts', () => {
  it('addresses of pages are read as they are written', () => {
    for (const hash of ['#/today', '#/room/s%201', '#/attendance/x', '#/clinic/groups']) expect(addressOf(routeOf(hash))).toBe(hash);
    for (const hash of ['', '#', '#/nonsense', '#/room', '#enter=abc']) expect(routeOf(hash)).toEqual({ page: 'today' });
  });

  it('a name among the others is first name and initial', () => {
    expect(shownName('Maya Testova')).toBe('Maya T.');
    expect(shownName('  Ana  Maria  Prueba ')).toBe('Ana P.');
    expect(shownName('Cher')).toBe('Cher');
    expect(shownName('')).toBe('');
  });

  it('a search folds case and accents', () => {
    expect(folded('Inés MUÑOZ')).toBe('ines munoz');
  });
});
