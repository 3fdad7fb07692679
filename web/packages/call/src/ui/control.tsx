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
  /** Why the press does nothing now; the button stays in reach, so that the reason can be found. */
  why?: string;
  /** What is the matter with it now; the press still does something. */
  note?: string;
  /** Given when the press opens something beside the button. */
  expanded?: boolean;
  testid?: string;
  onPress: () => void;
}

const touched = { hover: true, focus: true, touch: true };

const saysWord = (label: string, word: string) =>
  ` ${label.toLowerCase()} `.includes(` ${word.toLowerCase()} `);

/** One round button of the call: an icon, a word, a state that does not rest on colour alone. */
export function Control({ icon: Icon, label, short, tone = 'plain', keys, count, testid, ...rest }: Props) {
  const { why, note } = rest;
  // Who speaks to the computer says the word that is seen, so the name has it too.
  const named = saysWord(label, short) ? label : `${short}: ${label}`;
  const hint = why ?? note ?? (keys ? `${label} · ${keys}` : label);
  return (
    <Tooltip label={hint} openDelay={why ? 0 : 500} events={touched} multiline maw={260} withinPortal={false}>
      <UnstyledButton
        className={classes.control}
        data-tone={tone}
        aria-label={named}
        aria-keyshortcuts={keys}
        aria-expanded={rest.expanded}
        data-testid={testid}
        aria-disabled={why !== undefined || undefined}
        aria-description={why ?? note}
        onClick={() => (why === undefined ? rest.onPress() : undefined)}
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
