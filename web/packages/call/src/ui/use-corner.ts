import { type KeyboardEvent, type PointerEvent, useState } from 'react';

type Side = 'start' | 'end';

/** Lets a small window be drawn to any corner of its parent, by hand or by arrow keys. */
export function useCorner(active: boolean) {
  const [{ x, y }, setCorner] = useState<{ x: Side; y: Side }>({ x: 'end', y: 'end' });
  const [drag, setDrag] = useState<{ fromX: number; fromY: number; dx: number; dy: number } | null>(null);
  if (!active) return {};

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ fromX: event.clientX, fromY: event.clientY, dx: 0, dy: 0 });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, dx: event.clientX - drag.fromX, dy: event.clientY - drag.fromY });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const own = event.currentTarget.getBoundingClientRect();
    const around = event.currentTarget.parentElement?.getBoundingClientRect();
    if (drag && around && Math.hypot(drag.dx, drag.dy) > 8)
      setCorner({
        x: own.left + own.width / 2 < around.left + around.width / 2 ? 'start' : 'end',
        y: own.top + own.height / 2 < around.top + around.height / 2 ? 'start' : 'end',
      });
    setDrag(null);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft' || key === 'ArrowRight')
      setCorner({ x: key === 'ArrowLeft' ? 'start' : 'end', y });
    if (key === 'ArrowUp' || key === 'ArrowDown') setCorner({ x, y: key === 'ArrowUp' ? 'start' : 'end' });
  };
  return {
    'data-x': x,
    'data-y': y,
    tabIndex: 0,
    style: drag ? { transform: `translate(${drag.dx}px, ${drag.dy}px)` } : undefined,
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: () => setDrag(null),
    onKeyDown,
  };
}
