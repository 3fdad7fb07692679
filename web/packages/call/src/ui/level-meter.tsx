import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { watchLevel } from '../devices/level';
import classes from './self.module.css';

const bars = [0, 1, 2, 3, 4, 5, 6, 7];

/** Shows that the microphone hears; drawn past React, ten times a second. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation('room');
  const root = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      watchLevel(track, (level) => {
        for (const [index, bar] of [...(root.current?.children ?? [])].entries())
          bar.toggleAttribute('data-lit', level * bars.length > index + 0.2);
      }),
    [track],
  );
  return (
    <div ref={root} className={classes.meter} role="img" aria-label={t('level')} data-testid="room-level">
      {bars.map((bar) => (
        <span key={bar} />
      ))}
    </div>
  );
}
