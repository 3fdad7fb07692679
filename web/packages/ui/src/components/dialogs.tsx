import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionOver } from '../session/session-over';
import { ProblemAlert } from './problems';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: 'lg';
  children: ReactNode;
}

/** A window over the page, with a way out that can be touched and is read aloud. */
export function Dialog({ opened, onClose, title, size, children }: DialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
    >
      <SessionOver />
      {children}
    </Modal>
  );
}

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  confirm: string;
  dismiss?: string;
  danger?: boolean;
  disabled?: boolean;
  pending?: boolean;
  error?: unknown;
  onConfirm: () => void;
}

/** Asks once before what cannot be undone; says the consequence in its body. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title}>
      <Stack gap="md">
        {props.children}
        <ProblemAlert error={props.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            {props.dismiss ?? t('cancel')}
          </Button>
          <Button
            color={props.danger ? 'red' : undefined}
            loading={props.pending}
            disabled={props.disabled}
            onClick={props.onConfirm}
          >
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
