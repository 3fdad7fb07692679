import { Button, Text } from '@mantine/core';
import { IconCalendarX, IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelBooking } from '@mila/api';
import { type Room, type RoomState, useLink, useNow, useRoomState } from '@mila/call';
import { ProblemAlert, useFormat, useServerNow } from '@mila/ui';
import classes from './visit-room.module.css';

/** From here on presence in the room is presence at the visit; the server counts the same way. */
const comesBefore = 15 * 60_000;

const canEndFrom = ({ details }: RoomState): string => details?.can_end_from ?? details?.starts_at ?? '';

function useBegun(room: Room): boolean {
  const from = canEndFrom(useRoomState(room));
  return useServerNow() >= Date.parse(from);
}

interface ButtonProps {
  room: Room;
  onAsk: () => void;
}

/** Before the start there is nothing to end: the visit is cancelled, and the patient's money goes back. */
export function EndButton({ room, onAsk }: ButtonProps) {
  const { t } = useTranslation('room');
  const format = useFormat();
  const state = useRoomState(room);
  const begun = useBegun(room);
  if (!state.details) return null;
  if (!begun && state.details.call_started_at)
    return <Text c="dimmed">{t('desk.endFrom', { time: format.time(canEndFrom(state)) })}</Text>;
  return (
    <Button
      variant="default"
      leftSection={begun ? <IconCheck size={20} aria-hidden /> : <IconCalendarX size={20} aria-hidden />}
      data-testid={begun ? 'room-end-visit' : 'room-cancel-visit'}
      onClick={onAsk}
    >
      {begun ? t('desk.endVisit') : t('desk.cancelVisit')}
    </Button>
  );
}

/** What the end means depends on who came and whether they spoke. */
function question({ details, peer }: RoomState): 'held' | 'waiting' | 'absent' | 'silent' {
  if (details?.call_started_at) return 'held';
  if (peer?.present) return 'waiting';
  const came = peer?.since && Date.parse(peer.since) >= Date.parse(details?.starts_at ?? '') - comesBefore;
  return came ? 'silent' : 'absent';
}

interface QuestionProps {
  room: Room;
  onAnswer: () => void;
}

export function EndQuestion({ room, onAnswer }: QuestionProps) {
  const { t } = useTranslation('room');
  const link = useLink(room);
  const state = useRoomState(room);
  const begun = useBegun(room);
  if (!begun) return <CancelQuestion room={room} onAnswer={onAnswer} />;
  return (
    <div className={classes.bar} role="group" aria-label={t('desk.endVisit')}>
      <span className={classes.ask}>{t(`desk.endAsk.${question(state)}`)}</span>
      <Button variant="default" onClick={onAnswer}>
        {t('desk.endNo')}
      </Button>
      <Button
        color="red"
        autoFocus
        disabled={link.kind !== 'open'}
        data-testid="room-end-visit-confirm"
        onClick={() => {
          onAnswer();
          room.ending.begin();
        }}
      >
        {t('desk.endYes')}
      </Button>
    </div>
  );
}

function CancelQuestion({ room, onAnswer }: QuestionProps) {
  const { t } = useTranslation('room');
  const cache = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelBooking(room.bookingId),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['visits'] });
      await cache.invalidateQueries({ queryKey: ['booking', room.bookingId] });
      onAnswer();
    },
  });
  return (
    <div className={classes.bar} role="group" aria-label={t('desk.cancelVisit')}>
      <span className={classes.ask}>{t('desk.cancelAsk')}</span>
      {cancel.error && <ProblemAlert error={cancel.error} />}
      <Button variant="default" onClick={onAnswer}>
        {t('desk.cancelNo')}
      </Button>
      <Button
        color="red"
        loading={cancel.isPending}
        data-testid="room-cancel-visit-confirm"
        onClick={() => cancel.mutate()}
      >
        {t('desk.cancelVisit')}
      </Button>
    </div>
  );
}

/** A press by mistake has a way back while this line stands. */
export function Ending({ room, endsAt }: { room: Room; endsAt: number }) {
  const { t } = useTranslation('room');
  const seconds = Math.max(0, Math.ceil((endsAt - useNow()) / 1000));
  return (
    <div className={classes.bar} role="group" aria-label={t('desk.endVisit')}>
      <span className={classes.ask} role="timer" data-testid="room-ending">
        {t('desk.ending', { seconds })}
      </span>
      <Button autoFocus data-testid="room-end-visit-undo" onClick={() => room.ending.takeBack()}>
        {t('desk.endUndo')}
      </Button>
    </div>
  );
}
