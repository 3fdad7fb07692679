import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionOver } from '../session/session-over';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: 'lg';
  children: ReactNode;
}

/** A window over the page, with a way out that can be touched and is read aloud. */
export function Dialog({ opened, onClose, title, size, children }: Props) {
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
