import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@mila/api';

/** Something that was opened from the search: where it leads, and how it is called. */
export interface Recent {
  value: string;
  title: string;
}

const kept = 5;

/** The last searches of this person on this device; they never leave the browser. */
export function useRecent() {
  const { data: session } = useQuery(sessionQuery);
  const [items, setItems, clear] = useLocalStorage<Recent[]>({
    key: `mila-recent-${session?.person_id ?? 'nobody'}`,
    defaultValue: [],
  });
  const remember = (found: Recent) =>
    setItems((old) => [found, ...old.filter(({ value }) => value !== found.value)].slice(0, kept));
  return { items, remember, clear };
}
