import { Tooltip, UnstyledButton } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import classes from './controls.module.css';

interface Props {
  icon: TablerIcon;
  /** What the press does, in full; the short word stands under the icon where there is room. */
  label: string;
  short: string;
  tone?: 'plain' | 'off' | 'active' | 'danger';
  keys?: string;
  count?: number;
  disabled?: boolean;
  /** Given when the press opens something beside the button. */
  expanded?: boolean;
  testid?: string;
  onPress: () => void;
}

/** One round button of the call: an icon, a word, a state that does not rest on colour alone. */
export function Control({ icon: Icon, label, short, tone = 'plain', keys, count, testid, ...rest }: Props) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label} openDelay={500} withinPortal={false}>
      <UnstyledButton
        className={classes.control}
        data-tone={tone}
        aria-label={label}
        aria-keyshortcuts={keys}
        aria-expanded={rest.expanded}
        data-testid={testid}
        disabled={rest.disabled}
        onClick={rest.onPress}
      >
        <span className={classes.round}>
          <Icon size={24} stroke={1.7} aria-hidden />
          {Boolean(count) && (
            <span className={classes.count} aria-hidden>
              {count}
            </span>
          )}
        </span>
        <span className={classes.word} aria-hidden>
          {short}
        </span>
      </UnstyledButton>
    </Tooltip>
  );
}
