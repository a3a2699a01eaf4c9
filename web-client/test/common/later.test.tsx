// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { later } from '../../src/design/later';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const Greeting = ({ name }: { name: string }) => <p>{`Here is ${name}`}</p>;

it('shows what stands there meanwhile, then the screen', async () => {
  const Screen = later(() => Promise.resolve(Greeting));
  render(<Screen name="Maya" meanwhile={<p>A moment</p>} />);
  expect(screen.getByText('A moment')).toBeTruthy();
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.getByText('Here is Maya')).toBeTruthy();
  expect(screen.queryByText('A moment')).toBeNull();
});

it('is loaded once, however often it is fetched', async () => {
  let loads = 0;
  const Screen = later(() => {
    loads++;
    return Promise.resolve(Greeting);
  });
  Screen.fetch();
  Screen.fetch();
  render(<Screen name="Maya" />);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(loads).toBe(1);
});

it('asks again when the line was down', async () => {
  const answers = [Promise.reject(new TypeError('no line')), Promise.resolve(Greeting)];
  const Screen = later(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
  render(<Screen name="Maya" />);
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.queryByText('Here is Maya')).toBeNull();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(screen.getByText('Here is Maya')).toBeTruthy();
});
