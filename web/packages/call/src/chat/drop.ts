import type { Room } from '../room/room';

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** A file dropped anywhere on the page of a room goes into its chat and never opens in the tab; returns the way out. */
export function takeDrops(room: Room): () => void {
  const leaving = new AbortController();
  const { signal } = leaving;
  const show = (dropping: boolean) => {
    if (room.chat.store.get().dropping !== dropping) room.chat.store.set({ dropping });
  };
  const over = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    show(true);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    show(false);
    const { closed, details } = room.store.get();
    if (closed || details?.state === 'closed') return;
    for (const file of event.dataTransfer?.files ?? []) void room.chat.attach(file);
  };
  const leave = (event: DragEvent) => {
    // Without a next element the pointer has left the page.
    if (!event.relatedTarget) show(false);
  };
  window.addEventListener('dragover', over, { signal });
  window.addEventListener('drop', drop, { signal });
  window.addEventListener('dragleave', leave, { signal });
  return () => leaving.abort();
}
