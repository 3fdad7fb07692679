export type Part = 'browser' | 'microphone' | 'camera' | 'speaker' | 'network' | 'path';
export type Level = 'good' | 'warn' | 'bad' | 'asked';

/** What one part of the check found; the words for it are chosen by part and code. */
export interface Finding {
  part: Part;
  level: Level;
  code: string;
  figures?: Record<string, string | number>;
}

const order: Level[] = ['good', 'asked', 'warn', 'bad'];

export type Verdict = 'ready' | 'audio' | 'chat' | 'trouble';

/** One sentence for all of it: whether a consultation is possible from here, and how. */
export function verdict(findings: Finding[]): Verdict {
  const level = (part: Part) => findings.find((it) => it.part === part)?.level ?? 'good';
  if (level('network') === 'bad' || level('browser') === 'bad') return 'trouble';
  if (level('microphone') === 'bad') return 'chat';
  if (level('camera') === 'bad') return 'audio';
  return findings.some((it) => order.indexOf(it.level) >= order.indexOf('warn')) ? 'trouble' : 'ready';
}
