import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { learnServerTime } from '@mila/api';
import { Countdown } from './countdown';

describe('the countdown', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.setSystemTime('2026-11-24T10:00:00Z');
  });
  afterEach(() => {
    learnServerTime(new Date().toISOString());
    vi.useRealTimers();
  });

  it('goes by the clock of the server, however wrong the device is', () => {
    learnServerTime('2026-11-24T10:05:00Z');
    render(<Countdown until="2026-11-24T10:15:00Z" />);
    expect(screen.getByRole('timer')).toHaveTextContent('10:00');
    act(() => vi.advanceTimersByTime(19_000));
    expect(screen.getByRole('timer')).toHaveTextContent('9:41');
  });

  it('reports its end once', () => {
    const onEnd = vi.fn();
    render(<Countdown until="2026-11-24T10:00:02Z" onEnd={onEnd} />);
    act(() => vi.advanceTimersByTime(1_000));
    expect(onEnd).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(5_000));
    expect(onEnd).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('timer')).toHaveTextContent('0:00');
  });
});
