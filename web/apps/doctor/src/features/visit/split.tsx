import { useLocalStorage } from '@mantine/hooks';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import classes from './split.module.css';

const [least, most, step] = [35, 75, 5];
const within = (share: number) => Math.min(most, Math.max(least, share));

interface Props {
  label: string;
  left: ReactNode;
  right: ReactNode;
}

/** Two panes and a bar between them that is drawn by a pointer or moved by arrow keys; the share is remembered. */
export function Split({ label, left, right }: Props) {
  const [share, setShare] = useLocalStorage({ key: 'mila.visit-split', defaultValue: 55 });
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (frame) setShare(Math.round(within(((event.clientX - frame.left) / frame.width) * 100)));
  };
  const press = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (move) setShare((now) => within(now + move));
  };
  return (
    <div className={classes.split} style={{ '--left': `${share}fr`, '--right': `${100 - share}fr` }}>
      <div className={classes.pane}>{left}</div>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={share}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        className={classes.bar}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
      <div className={classes.pane}>{right}</div>
    </div>
  );
}
