import { useEffect } from 'react';

let arrivedAt: string | undefined;

/** Names the tab after what the page is about. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} — Mila`;
  }, [title]);
}

/**
 * After a step to another page the focus is at its heading, so that a screen reader hears where it is and the next Tab
 * goes on from there. The first page keeps the browser's order, and whoever is already inside the page is left alone.
 */
export function focusOnArrival(heading: HTMLElement | null): void {
  const here = location.pathname;
  const moved = arrivedAt !== undefined && arrivedAt !== here;
  arrivedAt = here;
  if (moved && !document.querySelector('main')?.contains(document.activeElement))
    heading?.focus({ preventScroll: true });
}
