import { describe, expect, it } from 'vitest';
import { HttpProblem } from '../../src/common/http';
import { Gate, isAnswered, isComplete } from '../../src/participant/gate';
import { ANSWERED, FakeServer, memoryStorage } from './fakes';

const PATH = '/api/visit/sessions/s1/gate';

describe('the questions', () => {
  it('are complete when every one has an answer that one may go on with', () => {
    expect(isComplete(ANSWERED)).toBe(true);
    for (const key of Object.keys(ANSWERED)) expect(isComplete({ ...ANSWERED, [key]: undefined })).toBe(false);
  });

  it('driving blocks, and nothing else that is honest does', () => {
    expect(isAnswered('driving', { driving: true })).toBe(false);
    expect(isAnswered('alone', { alone: false })).toBe(true);
    expect(isAnswered('safe', { safe: false })).toBe(true);
    expect(isAnswered('rules', { rulesAccepted: false })).toBe(false);
  });

  it('want a number that can be called and a place that is more than blanks', () => {
    expect(isAnswered('call_back', { callBack: '555' })).toBe(false);
    expect(isAnswered('call_back', { callBack: '+1 (555) 010-0142' })).toBe(true);
    expect(isAnswered('where', { place: '  ', state: 'WA' })).toBe(false);
    expect(isAnswered('where', { place: 'Home', state: '' })).toBe(false);
  });

  it('keep their answers and their step over a reload', () => {
    const storage = memoryStorage();
    const gate = new Gate(new FakeServer().http, PATH, storage);
    gate.set({ place: 'At home' });
    gate.goTo(3);
    const again = new Gate(new FakeServer().http, PATH, storage);
    expect(again.answers.value).toEqual({ place: 'At home' });
    expect(again.step.value).toBe(3);
  });

  it('take from the server what is not answered here', async () => {
    const server = new FakeServer().on(`GET ${PATH}`, { place: 'Old place', state: 'OR', complete: false });
    const gate = new Gate(server.http, PATH, memoryStorage());
    gate.set({ place: 'New place' });
    await gate.load();
    expect(gate.answers.value).toEqual({ place: 'New place', state: 'OR' });
  });

  it('are sent as they come, and complete only when they are', async () => {
    const server = new FakeServer().on(`PUT ${PATH}`, undefined);
    const gate = new Gate(server.http, PATH, memoryStorage());
    gate.set({ place: 'At home' });
    await gate.send();
    gate.set(ANSWERED);
    await gate.send();
    expect(server.sent(`PUT ${PATH}`).map((ask) => ask.json)).toEqual([
      { place: 'At home', complete: false },
      { ...ANSWERED, complete: true },
    ]);
  });

  it('a lost partial answer is no matter, a lost complete one is said', async () => {
    const server = new FakeServer().on(`PUT ${PATH}`, new HttpProblem(503, 'unavailable'));
    const gate = new Gate(server.http, PATH, memoryStorage());
    gate.set({ place: 'At home' });
    await expect(gate.send()).resolves.toBeUndefined();
    gate.set(ANSWERED);
    await expect(gate.send()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
