export type Quality = 'unknown' | 'good' | 'fair' | 'weak';

/** What the statistics of a connection say at one moment; counters grow from its beginning. */
export interface Sample {
  received: number;
  lost: number;
  roundTrip: number;
  outgoingLoss: number;
  /** Infinity while no picture is sent: the browser then measures less than the line could carry. */
  outgoingBitrate: number;
}

type Row = RTCStats & Record<string, unknown>;

const figure = (row: Row, name: string): number => (typeof row[name] === 'number' ? row[name] : 0);

/** Reads the figures that matter; the report is a map of rows in any order. */
export function readSample(report: Iterable<[string, RTCStats]>): Sample {
  const sample: Sample = { received: 0, lost: 0, roundTrip: 0, outgoingLoss: 0, outgoingBitrate: Infinity };
  let pictures = false;
  for (const [, stats] of report) {
    const row = stats as Row;
    if (row.type === 'outbound-rtp' && row.kind === 'video') pictures ||= figure(row, 'framesPerSecond') > 0;
    if (row.type === 'inbound-rtp') {
      sample.received += figure(row, 'packetsReceived');
      sample.lost += figure(row, 'packetsLost');
    } else if (row.type === 'remote-inbound-rtp') {
      sample.outgoingLoss = Math.max(sample.outgoingLoss, figure(row, 'fractionLost'));
      sample.roundTrip = Math.max(sample.roundTrip, figure(row, 'roundTripTime'));
    } else if (row.type === 'candidate-pair' && row.nominated) {
      sample.roundTrip = Math.max(sample.roundTrip, figure(row, 'currentRoundTripTime'));
      sample.outgoingBitrate = figure(row, 'availableOutgoingBitrate') || Infinity;
    }
  }
  return pictures ? sample : { ...sample, outgoingBitrate: Infinity };
}

/** One word for the link between two samples; speech survives what «fair» means, moving pictures do not survive «weak». */
export function judge(before: Sample | null, now: Sample): Quality {
  if (!before) return 'unknown';
  const lost = Math.max(0, now.lost - before.lost);
  const received = Math.max(0, now.received - before.received);
  const loss = Math.max(lost + received ? lost / (lost + received) : 0, now.outgoingLoss);
  if (loss > 0.1 || now.roundTrip > 0.45 || now.outgoingBitrate < 100_000) return 'weak';
  return loss > 0.03 || now.roundTrip > 0.25 ? 'fair' : 'good';
}
