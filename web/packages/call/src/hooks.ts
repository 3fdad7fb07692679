import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { takeDrops } from './chat/drop';
import type { ChatState } from './chat/state';
import type { DeviceState } from './devices/state';
import { type CallState, unconnected } from './peer/state';
import type { Role } from './protocol/messages';
import type { CallControllerState } from './room/call-controller';
import { Room } from './room/room';
import type { RoomState } from './room/state';
import type { LinkState } from './signalling/client';
import { Store, useStore } from './store';

/** Enters a room for as long as the component lives. */
export function useRoom(bookingId: string, role: Role): Room {
  const client = useQueryClient();
  const [room] = useState(() => new Room({ bookingId, role, client }));
  useEffect(() => room.start(), [room]);
  useEffect(() => takeDrops(room), [room]);
  return room;
}

export const useRoomState = (room: Room): RoomState => useStore(room.store);
export const useLink = (room: Room): LinkState => useStore(room.signalling.store).link;
export const useDevices = (room: Room): DeviceState => useStore(room.devices.store);
export const useChat = (room: Room): ChatState => useStore(room.chat.store);

const nothing = new Store<CallState>(unconnected);

export interface CallView extends CallControllerState {
  state: CallState;
}

/** The telephone and, while a call lives, its connection. */
export function useCall(room: Room): CallView {
  const line = useStore(room.calls.store);
  const state = useStore(line.session?.store ?? nothing);
  return { ...line, state };
}
