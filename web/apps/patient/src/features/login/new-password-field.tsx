import { type PasswordInputProps, Stack } from '@mantine/core';
import type { Judgement } from './judge';
import { PasswordField } from './password-field';
import { PasswordMeter } from './password-meter';

/** A password being made, with its strength beside it. */
export function NewPasswordField({ judgement, ...props }: PasswordInputProps & { judgement?: Judgement }) {
  return (
    <Stack gap="xs">
      <PasswordField {...props} autoComplete="new-password" required />
      <PasswordMeter judgement={judgement} />
    </Stack>
  );
}
