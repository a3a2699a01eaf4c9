import { describe, expect, it } from 'vitest';
import { Thrift } from '../../src/media/thrift';

const well = (thrift: Thrift, looks: number, shown = 6): void => {
  for (let look = 0; look < looks; look++) thrift.look(0, shown);
};

describe('pictures over a narrow way', () => {
  it('are as many as are shown while nothing is lost', () => {
    const thrift = new Thrift();
    well(thrift, 20);
    thrift.look(0.05, 6);
    expect(thrift.pictures).toBe(Infinity);
  });

  it('are halved at each look with losses, down to none: the sound goes first', () => {
    const thrift = new Thrift();
    const seen = [1, 2, 3, 4].map(() => {
      thrift.look(0.3, 6);
      return thrift.pictures;
    });
    expect(seen).toEqual([3, 1, 0, 0]);
  });

  it('come back one step after some good looks, until all are back', () => {
    const thrift = new Thrift();
    for (let look = 0; look < 3; look++) thrift.look(0.3, 6);
    well(thrift, 4);
    expect(thrift.pictures).toBe(0);
    well(thrift, 1);
    expect(thrift.pictures).toBe(1);
    well(thrift, 5);
    expect(thrift.pictures).toBe(2);
    well(thrift, 5);
    expect(thrift.pictures).toBe(4);
    well(thrift, 5);
    expect(thrift.pictures).toBe(Infinity);
  });

  it('are tried again later when trying was too much', () => {
    const thrift = new Thrift();
    thrift.look(0.3, 2);
    well(thrift, 5, 2);
    expect(thrift.pictures).toBe(Infinity);
    thrift.look(0.3, 2);
    expect(thrift.pictures).toBe(1);
    well(thrift, 9, 2);
    expect(thrift.pictures).toBe(1);
    well(thrift, 1, 2);
    expect(thrift.pictures).toBe(Infinity);
  });

  it('are not tried later for losses that come of themselves', () => {
    const thrift = new Thrift();
    thrift.look(0.3, 2);
    well(thrift, 5 + 4, 2);
    thrift.look(0.3, 2);
    well(thrift, 5, 2);
    expect(thrift.pictures).toBe(Infinity);
  });
});
