import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCall, useDevices, useRoomState } from '../hooks';
import type { Room } from '../room/room';

/** What happens to the call, once per turn, for screen readers: no seconds, no repeated «good». */
export function Announcer({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { call, session, state } = useCall(room);
  const { audio, video, savingLink } = useDevices(room);
  const { peer } = useRoomState(room);
  const sentence = () => {
    if (audio.muted) return t('held.audio');
    if (video.muted) return t('held.video');
    if (call?.phase !== 'accepted' || !session) return '';
    if (state.link === 'interrupted') return t('say.interrupted');
    if (state.link === 'connecting') return t('call.connecting');
    if (peer && !peer.present) return t(`call.peerAway.${room.role}`);
    if (savingLink) return t(state.steady ? 'call.mended' : 'call.audioOnly');
    return t(state.quality === 'weak' ? 'call.weak' : 'say.connected');
  };
  return (
    <VisuallyHidden role="status" data-testid="room-said">
      {sentence()}
    </VisuallyHidden>
  );
}
