import { Avatar } from '@mantine/core';
import { initials } from '../format/names';

interface Props {
  name: string;
  src?: string | null;
  size?: number;
}

/** A doctor's picture; initials on a soft ground when there is none. The name stands beside it, so it is silent. */
export function Portrait({ name, src, size = 64 }: Props) {
  return (
    <Avatar
      src={src}
      size={size}
      radius={size > 96 ? 'lg' : 'xl'}
      color="teal"
      variant="light"
      alt=""
      aria-hidden
    >
      {initials(name)}
    </Avatar>
  );
}
