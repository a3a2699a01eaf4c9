import { describe, expect, it } from 'vitest';
import { shapeFor, type Space } from '../../src/design/faceGrid';

const laptop = { width: 1416, height: 620, leastWidth: 140, leastHeight: 116 };
const tablet = { width: 744, height: 730, leastWidth: 140, leastHeight: 116 };
const phone = { width: 336, height: 380, leastWidth: 140, leastHeight: 116 };

const columns = (space: Space, ...counts: readonly number[]): readonly number[] => counts.map((count) => shapeFor(count, space).columns);

describe('a grid of faces', () => {
  it('stands side by side on a broad screen and one above the other on a high one', () => {
    expect(columns(laptop, 2)).toEqual([2]);
    expect(columns(tablet, 2)).toEqual([1]);
    expect(columns(phone, 2)).toEqual([1]);
  });

  it('makes every face large and leaves few places empty', () => {
    expect(columns(laptop, 1, 4, 5, 6, 8, 9, 12, 16)).toEqual([1, 2, 3, 3, 4, 3, 4, 4]);
    expect(columns(tablet, 4, 6, 12)).toEqual([2, 2, 3]);
  });

  it('never makes a face too small to be seen: then one scrolls', () => {
    expect(columns(phone, 6, 12, 30)).toEqual([2, 2, 2]);
    expect(columns({ ...phone, width: 100 }, 5)).toEqual([1]);
  });

  it('never makes one so broad that a head is cut: what is over stays free at both sides', () => {
    const { margin } = shapeFor(3, { ...laptop, height: 180 });
    expect((laptop.width - 2 * margin - 16) / 3).toBeLessThanOrEqual(361);
    expect(shapeFor(6, laptop).margin).toBe(0);
  });
});
