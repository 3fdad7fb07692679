import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { watchLevel } from '../devices/level';
import classes from './self.module.css';

const bars = [0, 1, 2, 3, 4, 5, 6, 7];

/** A working microphone picks up at least its own noise; ten seconds below it are no pause in speech. */
const nothing = 0.0005;
const silentAfter = 100;

/** Shows that the microphone works; drawn past React, ten times a second. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation('room');
  const root = useRef<HTMLDivElement>(null);
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    let quiet = 0;
    return watchLevel(track, (level) => {
      quiet = level < nothing ? quiet + 1 : 0;
      setSilent(quiet >= silentAfter);
      for (const [index, bar] of [...(root.current?.children ?? [])].entries())
        bar.toggleAttribute('data-lit', level * bars.length > index + 0.2);
    });
  }, [track]);
  return (
    <>
      {silent && (
        <small role="status" data-testid="room-silent">
          {t('silent')}
        </small>
      )}
      <div ref={root} className={classes.meter} role="img" aria-label={t('level')} data-testid="room-level">
        {bars.map((bar) => (
          <span key={bar} />
        ))}
      </div>
    </>
  );
}
