import { Button, Group, Progress } from '@mantine/core';
import { IconAlertCircle, IconClock, IconFileText } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@mila/ui';
import { ApiProblem, type ProblemCode } from '@mila/api';
import type { Pending, Upload } from '../chat/state';
import { useLink } from '../hooks';
import type { ErrorCode } from '../protocol/messages';
import type { Room } from '../room/room';
import classes from './chat.module.css';
import { useFileSize } from './use-file-size';

/** The same words or the same file would be refused again. */
const unchangeable: ReadonlySet<ErrorCode> = new Set(['too_long', 'empty_text', 'invalid', 'room_closed']);
const refusedFiles: ReadonlySet<ProblemCode> = new Set([
  'file_too_large',
  'file_type_refused',
  'file_unsafe',
  'file_infected',
  'room_closed',
]);

interface FailedProps {
  words: string;
  /** Given when the same try may succeed. */
  onAgain?: () => void;
  onEdit?: () => void;
  onRemove: () => void;
}

function Failed({ words, onAgain, onEdit, onRemove }: FailedProps) {
  const { t } = useTranslation('room');
  return (
    <div role="alert">
      <p className={classes.failed}>
        <IconAlertCircle size={18} aria-hidden />
        <span>
          {t('chat.failed')}. {words}
        </span>
      </p>
      <Group gap="xs">
        {onAgain && (
          <Button variant="light" data-testid="room-say-again" onClick={onAgain}>
            {t('chat.again')}
          </Button>
        )}
        {onEdit && (
          <Button variant="light" data-testid="room-say-edit" onClick={onEdit}>
            {t('chat.edit')}
          </Button>
        )}
        <Button variant="subtle" onClick={onRemove}>
          {t('chat.remove')}
        </Button>
      </Group>
    </div>
  );
}

/** Said, not yet confirmed: it stays here until the server has it. */
export function PendingBubble({ room, pending }: { room: Room; pending: Pending }) {
  const { t } = useTranslation('room');
  const link = useLink(room);
  return (
    <article className={classes.bubble} data-own data-pending data-testid="room-pending">
      <span className={classes.author}>{t('chat.me')}</span>
      <p>{pending.text}</p>
      {pending.problem ? (
        <Failed
          words={t(`refusal.${pending.problem}`)}
          onAgain={unchangeable.has(pending.problem) ? undefined : () => room.chat.resend(pending.clientId)}
          onEdit={() => room.chat.edit(pending.clientId)}
          onRemove={() => room.chat.forget(pending.clientId)}
        />
      ) : (
        <footer>
          <IconClock size={14} aria-hidden /> {link.kind === 'open' ? t('chat.sending') : t('chat.waiting')}
        </footer>
      )}
    </article>
  );
}

/** A file on its way, with its own picture when it is one. */
export function UploadBubble({ room, upload }: { room: Room; upload: Upload }) {
  const { t } = useTranslation('room');
  const words = useProblemText();
  const size = useFileSize(upload.file.size);
  const percent = Math.round(upload.share * 100);
  const label = t('chat.uploading', { name: upload.file.name, percent });
  return (
    <article className={classes.bubble} data-own data-pending data-testid="room-upload">
      <span className={classes.author}>{t('chat.me')}</span>
      <div className={classes.file}>
        <Preview file={upload.file} />
        <span>
          <b>{upload.file.name}</b>
          <small>{size}</small>
        </span>
      </div>
      {upload.problem ? (
        <Failed
          words={words(new ApiProblem(upload.problem, 0))}
          onAgain={
            refusedFiles.has(upload.problem)
              ? undefined
              : () => void room.chat.attach(upload.file, upload.clientId)
          }
          onRemove={() => room.chat.forget(upload.clientId)}
        />
      ) : (
        <Group gap="xs" wrap="nowrap">
          <Progress value={percent} aria-label={label} size="sm" flex={1} />
          <Button
            variant="subtle"
            size="compact-md"
            mih={44}
            data-testid="room-upload-cancel"
            onClick={() => room.chat.cancelUpload(upload.clientId)}
          >
            {t('chat.cancel')}
          </Button>
        </Group>
      )}
    </article>
  );
}

function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!/^image\//.test(file.type)) return;
    const made = URL.createObjectURL(file);
    // The address lives exactly as long as the picture is shown.
    queueMicrotask(() => setUrl(made));
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url ? <img src={url} alt="" /> : <IconFileText size={28} stroke={1.5} aria-hidden />;
}
