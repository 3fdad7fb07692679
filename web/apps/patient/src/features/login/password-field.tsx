import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** A password that can be looked at; the eye says in words what it does. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('patient');
  const [visible, { toggle }] = useDisclosure(false);
  return (
    <PasswordInput
      {...props}
      visible={visible}
      onVisibilityChange={toggle}
      rightSectionWidth={48}
      visibilityToggleButtonProps={{
        'aria-label': visible ? t('other.hidePassword') : t('other.showPassword'),
        style: { width: 44, height: 44 },
      }}
    />
  );
}
