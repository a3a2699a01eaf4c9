import { describe, expect, it } from 'vitest';
import { statsOf } from '../../src/media/browserPeer';
import { Listening } from '../../src/media/listening';
import { facesFor } from '../../src/media/parts/faces';
import { Judge } from '../../src/media/quality';
import { offeringQuiet } from '../../src/media/sdp';
import { settle } from './fakes';

describe('what is said of speech in an offer', () => {
  const head = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n';

  it('adds to what the browser says', () => {
    expect(offeringQuiet(`${head}a=fmtp:111 minptime=10;useinbandfec=1\r\na=x\r\n`)).toBe(
      `${head}a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\na=x\r\n`,
    );
  });

  it('says it where the browser says nothing, and leaves other codecs alone', () => {
    expect(offeringQuiet(`${head}a=x\r\n`)).toBe(`${head}a=fmtp:111 useinbandfec=1;usedtx=1\r\na=x\r\n`);
    expect(offeringQuiet('a=rtpmap:0 PCMU/8000\r\n')).toBe('a=rtpmap:0 PCMU/8000\r\n');
    expect(offeringQuiet(`${head}a=fmtp:111 usedtx=1;useinbandfec=1\r\n`)).toBe(`${head}a=fmtp:111 usedtx=1;useinbandfec=1\r\n`);
  });
});

describe('the own connection', () => {
  const well = ['connected', 'connected'] as const;
  const stats = (packetsReceived: number, packetsLost: number, sentLost = 0) => [{ packetsReceived, packetsLost, sentLost }];

  it('is coming until it was there once, then away', () => {
    const judge = new Judge();
    expect(judge.seen(['connecting', undefined])).toBe('coming');
    expect(judge.seen(well)).toBeUndefined();
    expect(judge.seen(['connected', 'disconnected'])).toBe('away');
  });

  it('is away when it never comes up: something on the way may block it', () => {
    const judge = new Judge();
    expect(judge.look(['connecting'], [])).toBe('coming');
    expect(judge.look(['connecting'], [])).toBe('coming');
    expect(judge.look(['connecting'], [])).toBe('away');
  });

  it('is weak only when two looks in a row say so', () => {
    const judge = new Judge();
    expect(judge.look(well, stats(1000, 0))).toBe('good');
    expect(judge.look(well, stats(1100, 30))).toBe('good');
    expect(judge.look(well, stats(1200, 60))).toBe('weak');
    expect(judge.look(well, stats(1400, 61))).toBe('good');
    expect(judge.look(well, stats(1500, 61, 0.2))).toBe('good');
    expect(judge.look(well, stats(1600, 61, 0.2))).toBe('weak');
  });

  it('is not judged by the counters of another connection', () => {
    const judge = new Judge();
    judge.look(well, stats(1000, 500));
    judge.look(well, stats(10, 9));
    expect(judge.look(well, stats(110, 9))).toBe('good');
  });

  it('is read from what browsers report', () => {
    const reports = [
      { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.25 },
      { type: 'candidate-pair', nominated: false, state: 'succeeded', currentRoundTripTime: 9 },
      { type: 'remote-inbound-rtp', fractionLost: 0.1 },
      { type: 'inbound-rtp', packetsReceived: 90, packetsLost: 10 },
      { type: 'inbound-rtp', packetsReceived: 10, packetsLost: -1 },
    ];
    expect(statsOf(new Map(reports.map((report, index) => [String(index), report])))).toEqual({
      roundTrip: 250,
      sentLost: 0.1,
      packetsReceived: 100,
      packetsLost: 10,
    });
  });
});

describe('faces', () => {
  it('are the first ones that fit and whoever talks, each once', () => {
    expect(facesFor(['a', 'b', 'c', 'd'], ['d', 'a'], 2)).toEqual(['a', 'b', 'd']);
  });
});

describe('sounds that the browser holds back', () => {
  it('ask for a press, which plays all of them', async () => {
    const listening = new Listening();
    let allowed = false;
    const played: string[] = [];
    const player = (name: string) => (): Promise<void> => {
      if (!allowed) return Promise.reject(Object.assign(new Error(), { name: 'NotAllowedError' }));
      played.push(name);
      return Promise.resolve();
    };
    listening.add(player('ann'));
    const forget = listening.add(player('gone'));
    listening.add(() => Promise.reject(Object.assign(new Error(), { name: 'AbortError' })));
    await settle();
    expect(listening.blocked.value).toBe(true);
    forget();
    allowed = true;
    listening.hear();
    await settle();
    expect(listening.blocked.value).toBe(false);
    expect(played).toEqual(['ann']);
  });
});
