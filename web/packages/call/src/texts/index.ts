import { registerTexts } from '@mila/ui';
import { roomRu } from './ru';

declare global {
  interface MilaTexts {
    room: typeof roomRu;
  }
}

/** The words of the room travel with the room: called where its page is loaded. */
export function registerRoomTexts(): void {
  registerTexts('room', { ru: roomRu, en: () => import('./en').then((m) => m.roomEn) });
}
