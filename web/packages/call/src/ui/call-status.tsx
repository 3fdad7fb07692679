import { Button, Group } from '@mantine/core';
import { IconAntennaBars2, IconAntennaBars3, IconAntennaBars5 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall, useDevices, useRoomState } from '../hooks';
import type { Room } from '../room/room';
import classes from './stage.module.css';
import { useNow } from './use-now';

/** Nothing can be pressed before the line had this long to mend itself. */
const retryAfter = 20;

/** What happens to the connection, in words: never silence, never only a frozen picture. */
export function CallStatus({ room, onChat }: { room: Room; onChat: () => void }) {
  const { t } = useTranslation('room');
  const now = useNow();
  const { call, session, state } = useCall(room);
  const { peer } = useRoomState(room);
  if (call?.phase !== 'accepted') return null;
  const seconds = Math.max(0, Math.floor((now - state.since) / 1000));
  const interrupted = state.link === 'interrupted';
  const stuck =
    (interrupted && seconds >= retryAfter) || (state.link === 'connecting' && state.trouble !== null);
  const away = peer && !peer.present;
  const sentence = () => {
    if (interrupted) return stuck ? t('call.restoringLong') : t('call.restoring', { seconds });
    if (state.trouble) return t(state.trouble === 'slow' ? 'call.slow' : 'call.noCandidates');
    return t('call.connecting');
  };
  if (state.link === 'connected' && session)
    return away ? <p className={classes.strip}>{t(`call.peerAway.${room.role}`)}</p> : null;
  return (
    <div className={classes.words} data-testid="room-call-words">
      <b className="numerals">{sentence()}</b>
      {away && <span>{t(`call.peerAway.${room.role}`)}</span>}
      {stuck && (
        <Group gap="xs" justify="center">
          <Button data-testid="room-retry" onClick={() => room.calls.retry()}>
            {t('call.retry')}
          </Button>
          <Button variant="default" onClick={onChat}>
            {t('call.toChat')}
          </Button>
        </Group>
      )}
    </div>
  );
}

const signs = {
  good: { icon: IconAntennaBars5, word: 'call.good' },
  fair: { icon: IconAntennaBars3, word: 'call.fair' },
  weak: { icon: IconAntennaBars2, word: 'call.weak' },
} as const;

/** The quality of the line; a weak one is said in a word. */
export function QualitySign({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { session, state } = useCall(room);
  const { savingLink } = useDevices(room);
  if (!session || state.link !== 'connected' || state.quality === 'unknown') return null;
  const { icon: Icon, word } = signs[state.quality];
  const loud = savingLink || state.quality === 'weak';
  if (savingLink && state.steady)
    return (
      <div className={classes.quality} data-quality="good" data-testid="room-quality">
        <Icon size={20} aria-hidden />
        <span>{t('call.mended')}</span>
        <Button
          size="compact-md"
          data-testid="room-video-again"
          onClick={() => void room.devices.setVideo(true)}
        >
          {t('videoOn')}
        </Button>
      </div>
    );
  return (
    <div
      className={classes.quality}
      data-quality={savingLink ? 'weak' : state.quality}
      data-testid="room-quality"
    >
      <Icon size={20} aria-hidden />
      <span className={loud ? undefined : classes.quiet}>{savingLink ? t('call.audioOnly') : t(word)}</span>
    </div>
  );
}
