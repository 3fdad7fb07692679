import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useId,
  useState,
} from 'react';
import classes from './combobox.module.css';

interface Store {
  opened: boolean;
  active?: string;
  setActive: (id?: string) => void;
  openDropdown: () => void;
  closeDropdown: () => void;
}

interface Context extends Store {
  listId: string;
  shown: boolean;
  choose: (value: string) => void;
}

const ComboboxContext = createContext<Context | null>(null);

function useList(): Context {
  const context = useContext(ComboboxContext);
  if (!context) throw new Error('a part of a combobox stands outside of it');
  return context;
}

/** Whether the list under a field is open, and which of its lines the keyboard is at. */
export function useCombobox(): Store {
  const [opened, setOpened] = useState(false);
  const [active, setActive] = useState<string>();
  const set = (next: boolean) => {
    setOpened(next);
    setActive(undefined);
  };
  return { opened, active, setActive, openDropdown: () => set(true), closeDropdown: () => set(false) };
}

interface Props {
  store: Store;
  /** There is something to show, once the field is in use. */
  ready: boolean;
  onOptionSubmit: (value: string) => void;
  children: ReactNode;
}

/** A field with a list under it, as ARIA describes a combobox: the focus stays in the field, arrows walk the list. */
export function Combobox({ store, ready, onOptionSubmit, children }: Props) {
  const listId = useId();
  return (
    <ComboboxContext value={{ ...store, listId, shown: store.opened && ready, choose: onOptionSubmit }}>
      <div className={classes.combobox}>{children}</div>
    </ComboboxContext>
  );
}

Combobox.Target = function Target({ children }: { children: ReactElement<object> }) {
  const { listId, shown, active, setActive, choose, openDropdown, closeDropdown } = useList();
  const options = () => [
    ...(document.getElementById(listId)?.querySelectorAll<HTMLElement>('[role=option]') ?? []),
  ];
  const walk = (step: number) => {
    const all = options();
    const at = all.findIndex(({ id }) => id === active);
    const next = all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length];
    setActive(next?.id);
    next?.scrollIntoView({ block: 'nearest' });
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => (shown ? walk(1) : openDropdown()),
    ArrowUp: () => (shown ? walk(-1) : openDropdown()),
    ...(shown && { Escape: closeDropdown }),
    ...(shown && active && { Enter: () => choose(document.getElementById(active)?.dataset.value ?? '') }),
  };
  return cloneElement(children, {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': shown,
    'aria-controls': shown ? listId : undefined,
    'aria-activedescendant': shown ? active : undefined,
    onFocus: openDropdown,
    onBlur: closeDropdown,
    onKeyDown: (event: KeyboardEvent) => {
      const act = event.nativeEvent.isComposing ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    },
  } as object);
};

/** What floats under the field: the list and, when it is empty, a word about it. A press here leaves the focus there. */
Combobox.Dropdown = function Dropdown({ children }: { children: ReactNode }) {
  const { shown } = useList();
  return (
    <div className={classes.dropdown} hidden={!shown} onMouseDown={(event) => event.preventDefault()}>
      {children}
    </div>
  );
};

Combobox.Options = function Options({ label, children }: { label: string; children: ReactNode }) {
  const { listId } = useList();
  return (
    <div role="listbox" id={listId} aria-label={label}>
      {children}
    </div>
  );
};

Combobox.Group = function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <div className={classes.label} aria-hidden>
        {label}
      </div>
      {children}
    </div>
  );
};

Combobox.Option = function Option({ value, children }: { value: string; children: ReactNode }) {
  const { active, choose } = useList();
  const id = useId();
  return (
    <div
      role="option"
      id={id}
      data-value={value}
      aria-selected={id === active}
      className={classes.option}
      onClick={() => choose(value)}
    >
      {children}
    </div>
  );
};

Combobox.Empty = function Empty({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={classes.empty}>
      {children}
    </div>
  );
};
