import { expect, test } from 'vitest';
import { judge, readSample, type Sample } from './quality';

const calm: Sample = { received: 0, lost: 0, roundTrip: 0.05, outgoingLoss: 0, outgoingBitrate: Infinity };

test('two calm samples are a good link, one is not enough', () => {
  expect(judge(null, calm)).toBe('unknown');
  expect(judge(calm, { ...calm, received: 100 })).toBe('good');
});

test.each<[string, Partial<Sample>, string]>([
  ['a tenth lost on the way here', { received: 80, lost: 20 }, 'weak'],
  ['a tenth lost on the way there', { received: 100, outgoingLoss: 0.2 }, 'weak'],
  ['half a second there and back', { received: 100, roundTrip: 0.57 }, 'weak'],
  ['no room for a picture', { received: 100, outgoingBitrate: 60_000 }, 'weak'],
  ['a little lost', { received: 95, lost: 5 }, 'fair'],
])('%s: %s → %s', (_name, now, word) => {
  expect(judge(calm, { ...calm, ...now })).toBe(word);
});

test('figures are read from the rows that have them', () => {
  const rows = [
    { id: 'a', type: 'inbound-rtp', packetsReceived: 10, packetsLost: 1 },
    { id: 'b', type: 'inbound-rtp', packetsReceived: 20, packetsLost: 2 },
    {
      id: 'c',
      type: 'candidate-pair',
      nominated: true,
      currentRoundTripTime: 0.3,
      availableOutgoingBitrate: 5e5,
    },
    { id: 'd', type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 },
    { id: 'e', type: 'codec' },
    { id: 'f', type: 'outbound-rtp', kind: 'video', framesPerSecond: 20 },
  ];
  const report = rows.map((row): [string, RTCStats] => [row.id, row as unknown as RTCStats]);
  expect(readSample(report)).toEqual({
    received: 30,
    lost: 3,
    roundTrip: 0.3,
    outgoingLoss: 0,
    outgoingBitrate: 5e5,
  });
});

test('without a picture on its way the bitrate says nothing: sound alone needs little', () => {
  const rows = [{ id: 'c', type: 'candidate-pair', nominated: true, availableOutgoingBitrate: 6e4 }];
  const report = rows.map((row): [string, RTCStats] => [row.id, row as unknown as RTCStats]);
  expect(judge(readSample(report), readSample(report))).toBe('good');
});
