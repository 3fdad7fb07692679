import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Six digits nobody chose. */
export const proposeCode = (): string =>
  String(crypto.getRandomValues(new Uint32Array(1))[0]! % 1_000_000).padStart(6, '0');

interface Props {
  code: string | null;
  onChange: (code: string | null) => void;
  error?: string;
}

/** A code the reader has to know besides the link; ours or one's own. */
export function CodeChoice({ code, onChange, error }: Props) {
  const { t } = useTranslation('patient');
  return (
    <Stack gap="sm">
      <Switch
        size="md"
        label={t('sharing.code')}
        description={t('sharing.codeHint')}
        checked={code !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? proposeCode() : null)}
      />
      {code !== null && (
        <Group gap="sm" align="flex-end">
          <TextInput
            flex="0 1 240px"
            label={t('sharing.codeField')}
            description={t('sharing.codeFieldHint')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            className="numerals"
            value={code}
            error={error}
            onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
          />
          <Button
            variant="default"
            h={48}
            leftSection={<IconRefresh size={20} aria-hidden />}
            onClick={() => onChange(proposeCode())}
          >
            {t('sharing.codeOther')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
